"""Blame, denial and responsibility carry the time of the attack that they are about."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trucekeeper.deal.model import Deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

ZONE = ZoneInfo("Asia/Damascus")


def read(text: str, deal: Deal) -> tuple[Proposal, ...]:
    return read_surface(Document(text), deal, datetime(2016, 12, 14, 20, tzinfo=ZONE), ZONE)


def when_and_why(one: Proposal) -> str:
    found = one.happened
    return f"{found.start:%H:%M} {found.basis}" if found is not None else "-"


def test_who_is_blamed_for_the_attack_is_blamed_for_that_moment(repaired: Deal) -> None:
    told, *_, blamed = read(
        "A convoy was attacked at 15:30. Later hundreds waited.\n\nTurkey accused the Syrian army of the attack.",
        repaired,
    )

    assert when_and_why(told) == "15:30 stated"
    assert when_and_why(blamed) == "15:30 carried"


def test_its_toll_does_not_since_people_may_die_later(repaired: Deal) -> None:
    _, toll = read("A convoy was attacked at 15:30.\n\nDoctors said that 14 people had died.", repaired)

    assert when_and_why(toll) == "-"


def test_in_arabic_a_denial_carries_the_time_too(repaired: Deal) -> None:
    told, denied = read(
        "قال ناشطون إن القوات السورية قصفت قافلة عند الساعة الثالثة والنصف عصراً. ونفت روسيا أي صلة لها به.", repaired
    )

    assert when_and_why(told) == "15:30 stated"
    assert (denied.act, when_and_why(denied)) == ("denies", "15:30 carried")


def test_nothing_carried_lies_behind_the_words_that_tell_it(repaired: Deal) -> None:
    *_, said = read(
        "A convoy was shelled at dawn on Wednesday.\n\nThe UN said on Tuesday that the civilians had been shot.",
        repaired,
    )

    assert said.said is not None
    assert when_and_why(said) == "-"


def test_who_hits_out_at_a_ceasefire_blames_nobody_and_takes_a_position(repaired: Deal) -> None:
    (against,) = read("Earlier, the Syrian president hit out at the ceasefire.", repaired)
    (blamed,) = read("The Syrian president hit out at the rebels over the shelling.", repaired)

    assert (against.act, against.position) == ("says", True)
    assert (blamed.act, blamed.position) == ("accuses", False)


def times(text: str, deal: Deal) -> list[str]:
    return [when_and_why(one) for one in read(text, deal)]


def test_another_count_of_the_same_departure_has_its_time(repaired: Deal) -> None:
    text = "Ten buses with 500 people left eastern Aleppo at noon. The Red Cross put the number at 450."

    assert times(text, repaired) == ["11:00 stated", "11:00 carried"]


def test_who_was_hurt_in_the_same_sentence_was_hurt_then(repaired: Deal) -> None:
    text = "Activists said that the rebels had shelled the road at 15:30 and that a driver had been wounded."

    assert times(text, repaired) == ["15:30 stated", "15:30 carried"]


def test_what_both_sides_say_of_the_same_words_has_one_time(repaired: Deal) -> None:
    text = "The army said that the rebels had shelled the road at 15:30. The rebels denied this."

    assert times(text, repaired) == ["15:30 stated", "15:30 stated"]


def test_a_denial_of_any_such_thing_is_of_no_single_moment(repaired: Deal) -> None:
    text = "Activists said that jets had struck the city at 15:30. Russia denied that any aircraft had been in action."

    assert times(text, repaired) == ["15:30 stated", "-"]


def test_the_paragraph_after_tells_of_another_time(repaired: Deal) -> None:
    text = "Twenty buses left eastern Aleppo at 15:30.\n\nSome 400 people left the two villages."

    assert times(text, repaired) == ["15:30 stated", "-"]


def test_at_the_same_time_is_that_time(repaired: Deal) -> None:
    text = "Twenty buses left eastern Aleppo at 15:30. At the same time 400 people left the two villages."

    assert times(text, repaired) == ["15:30 stated", "15:30 carried"]


def test_an_hour_belongs_to_the_day_on_which_it_was_told(repaired: Deal) -> None:
    (one,) = read("Turkey said on Tuesday that the first buses had left at 10 in the morning.", repaired)

    assert one.happened is not None
    assert f"{one.happened.start:%d %H:%M}" == "13 10:00"


def test_what_is_to_come_is_counted_from_the_day_on_which_it_was_said(repaired: Deal) -> None:
    (one,) = read("Turkey said on Monday that the evacuation would end by Wednesday.", repaired)

    assert one.happened is not None
    assert f"{one.happened.start:%d %H:%M} {one.happened.end:%d %H:%M}" == "12 00:00 15 00:00"


def test_in_arabic_another_count_and_the_same_time_carry_too(repaired: Deal) -> None:
    text = "خرجت عشر حافلات من حلب الشرقية عند الساعة الثالثة والنصف عصراً. وقالت روسيا إن العدد 12."

    assert times(text, repaired) == ["15:30 stated", "15:30 carried"]


def test_in_russian_blame_carries_the_time_of_the_shelling(repaired: Deal) -> None:
    text = "Активисты сообщили, что в 15:30 обстреляли колонну. Анкара обвинила в обстреле Дамаск."

    assert times(text, repaired) == ["15:30 stated", "15:30 carried"]


def test_the_entries_of_a_log_are_dated_by_their_heads(repaired: Deal) -> None:
    text = "Friday: four people were killed in shelling.\n\n11 December, night: the road was shelled."

    assert [one.happened and f"{one.happened.start:%d %H:%M}" for one in read(text, repaired)] == [
        "09 00:00",
        "11 18:00",
    ]


def test_that_day_is_the_day_of_which_the_paragraph_tells(repaired: Deal) -> None:
    text = "On Tuesday twenty buses left eastern Aleppo. More than 700 people reached home the same day."

    assert [one.happened and f"{one.happened.start:%d}" for one in read(text, repaired)] == ["13", "13"]


def test_minutes_later_is_within_the_hour_after_what_was_told_last(repaired: Deal) -> None:
    text = "غادرت عشر حافلات شرق حلب عند الساعة الثانية ظهراً. وبعد ذلك بدقائق غادرت حافلات الفوعة."
    made = read(text, repaired)

    assert [when_and_why(one) for one in made] == ["14:00 stated", "14:00 carried"]
    assert made[-1].happened is not None
    assert f"{made[-1].happened.end:%H:%M}" == "15:00"


def test_what_an_entry_of_a_live_page_begins_with_is_so_at_its_time(repaired: Deal) -> None:
    english = (
        "Live page\n\n03:15 The convoy is standing at Ramouseh.\n\n16:45 The buses have reached Ramouseh.\n\n"
        "18:00 Ten buses have left so far."
    )
    russian = "Онлайн\n\n11:00 Машины снова выезжают из Алеппо.\n\n16:50 Автобусы стоят у Рамуса."

    assert times(english, repaired) == ["03:15 published", "16:45 published", "-"]
    assert times(russian, repaired) == ["11:00 published", "16:50 published"]


def spans(text: str, deal: Deal) -> list[str]:
    return [f"{one.happened.start:%d %H:%M} - {one.happened.end:%d %H:%M}" for one in read(text, deal) if one.happened]


def test_since_then_lasts_from_what_was_told_last_until_the_report(repaired: Deal) -> None:
    english = "Heavy shelling was heard between 2 and 4 in the morning, residents said. Not a shot since."
    russian = "Обстрел начался в 13:00, сообщили жители. С тех пор никто не выехал."
    arabic = "بدأ القصف عند الساعة الثانية ظهراً، بحسب السكان. ومنذ ذلك الحين لم تخرج أي حافلة."

    assert spans(english, repaired)[-1] == "14 04:00 - 14 20:00"
    assert spans(russian, repaired)[-1] == "14 13:00 - 14 20:00"
    assert spans(arabic, repaired)[-1] == "14 14:00 - 14 20:00"


def test_five_minutes_or_an_hour_later_are_counted_from_the_hour_told_last(repaired: Deal) -> None:
    english = "The truce began at 12:00. Five minutes later the rebels opened fire, the army said."
    hours = "The buses left eastern Aleppo at 14:10. Two hours later the army shelled the road, drivers said."
    russian = "Перемирие началось в 12:00. Через четыре минуты армия открыла огонь, заявили повстанцы."
    since = "Перемирие действует с 6 утра среды, но уже через час его нарушили, рассказали жители."
    arabic = "غادرت عشر حافلات شرق حلب عند الساعة الثانية ظهراً. وبعدها بساعة قصفت القوات السورية الطريق."

    assert spans(english, repaired)[-1] == "14 12:05 - 14 12:06"
    assert spans(hours, repaired)[-1] == "14 15:40 - 14 16:40"
    assert spans(russian, repaired)[-1] == "14 12:04 - 14 12:05"
    assert spans(arabic, repaired)[-1] == "14 14:30 - 14 15:30"
    assert spans(since, repaired)[-1] == "14 06:30 - 14 07:30"


def test_who_saw_or_counted_it_did_so_when_it_happened(repaired: Deal) -> None:
    english = read("At 10:42 observers counted three explosions near Ramouseh.", repaired)
    russian = read("В субботу наблюдатели зафиксировали перестрелку у Рамуса.", repaired)
    said = read("On Tuesday the army said that rebels had shelled Ramouseh.", repaired)

    assert [when_and_why(one) for one in english] == ["10:42 stated"]
    assert [one.happened and f"{one.happened.start:%d}" for one in russian] == ["10"]
    assert [one.happened for one in said] == [None]


def test_the_day_on_which_a_toll_rose_does_not_date_the_attack(repaired: Deal) -> None:
    text = (
        "The death toll of the bombing rose to 126 on Sunday, doctors said.\n\nTurkey accused the army of the attack."
    )

    assert when_and_why(read(text, repaired)[-1]) == "-"


def test_what_an_entry_says_is_going_on_now_goes_on_at_its_time(repaired: Deal) -> None:
    text = "Live page\n\n12:15 The ministry says that the army is now clearing the last pockets."

    assert times(text, repaired) == ["12:15 published"]


def test_ninety_minutes_later_is_counted_to_the_minute(repaired: Deal) -> None:
    text = "The first bus left eastern Aleppo at 17:00. Ninety minutes later it reached Rashidin."

    assert spans(text, repaired)[-1] == "14 18:30 - 14 18:31"


def test_posts_and_logs_begin_with_their_time_in_other_manners(repaired: Deal) -> None:
    arabic = (
        "منشورات القناة\n\n٨:٥٠ ص | إطلاق نار على قافلة الجرحى.\n\n١:٣٠ ظهراً | انطلقت عشرون حافلة."
        "\n\n07:05 غارات على الراشدين."
    )
    posts = "Posts\n\n[Rebel channel, 07:40] The army has shelled Ramouseh since dawn, a commander says."

    assert times(arabic, repaired) == ["08:50 published", "13:30 published", "07:05 published"]
    assert spans(posts, repaired) == ["14 04:00 - 14 07:40"]


def test_at_once_and_in_the_same_hour_are_one_time(repaired: Deal) -> None:
    russian = "Утром в среду автобусы въехали в Алеппо. Одновременно из Рамусы выехали машины."
    arabic = "غادرت عشر حافلات شرق حلب ظهر الأربعاء. وفي التوقيت ذاته عبرت تسع حافلات الراموسة."

    assert times(russian, repaired) == ["06:00 stated", "06:00 carried"]
    assert times(arabic, repaired) == ["11:00 stated", "11:00 carried"]


def test_what_a_sentence_begins_with_dates_all_of_it(repaired: Deal) -> None:
    russian = "Утром в среду колонна прошла по дороге и обнаружила мины."
    english = "On Tuesday morning the column left Ramouseh and its drivers saw three mines."

    assert times(russian, repaired) == ["06:00 stated", "06:00 carried"]
    assert times(english, repaired) == ["06:00 stated", "06:00 carried"]


def test_a_raised_digit_is_no_number_of_minutes_and_no_error(repaired: Deal) -> None:
    english = "The bus left at 12:00. ² minutes later it was shelled, the army said."
    russian = "Автобус вышел в 12:00. Через ² минут его обстреляли, сообщила армия."

    assert spans(english, repaired)[0] == "14 12:00 - 14 12:01"
    assert spans(russian, repaired) == ["14 12:00 - 14 12:01"]


def test_news_of_an_entry_is_of_its_minute_also_when_somebody_else_tells_it(repaired: Deal) -> None:
    page = """Live page

[07:15] Heavy gunfire near Ramouseh, residents report.

[08:40] First buses enter the enclave. A convoy of nine trucks arrives at Ramouseh, drivers tell us.

[09:10] Electricity back in two districts.

[09:45] Two bursts of gunfire, and drones over Ramouseh, reports our correspondent."""

    assert times(page, repaired) == [
        "07:15 published", "08:40 published", "08:40 published", "09:10 published", "09:45 published",
    ]  # fmt: skip


def test_a_line_with_nothing_but_a_time_begins_an_entry_too(repaired: Deal) -> None:
    page = "Live page\n\n07:09\nBuses leave eastern Aleppo.\n\n09:30\nState television: 21 killed since 7."

    assert times(page, repaired) == ["07:09 published", "07:00 stated"]
    assert spans(page, repaired)[-1] == "14 07:00 - 14 09:30"


def test_another_number_in_the_place_of_the_first_is_of_its_time(repaired: Deal) -> None:
    page = (
        "Live page\n\n[10:50] A convoy of 20 trucks arrives at Ramouseh.\n\n[11:20] The convoy was 12 trucks, not 20."
    )

    assert times(page, repaired) == ["10:50 published", "10:50 carried"]


def test_the_reason_that_is_cited_is_of_the_time_of_what_it_excuses(repaired: Deal) -> None:
    assert times("At 12:15 two armed men denied the patrol passage, citing mines on the road.", repaired) == [
        "12:15 stated",
        "12:15 stated",
    ]


def test_it_lasted_twenty_minutes_tells_more_of_the_same_shelling(repaired: Deal) -> None:
    told = times("Shelling began at half past six. It lasted twenty minutes, a shopkeeper reported.", repaired)
    raid = times("On Tuesday evening the town was shelled. The raid lasted seven hours. Six people died.", repaired)

    assert told == ["18:30 stated", "18:30 carried"]
    assert raid == ["18:00 stated", "18:00 carried", "-"]


def test_a_second_predicate_is_of_the_day_of_the_first(repaired: Deal) -> None:
    both = times("Convoys left the enclave on Tuesday and drove to Idlib.", repaired)
    still = times("Convoys left the enclave on Tuesday and are still standing at the crossing.", repaired)

    assert both == ["00:00 stated", "00:00 carried"]
    assert still[0] == "00:00 stated"
    assert still[1:] in ([], ["-"])


def test_blame_is_not_for_an_attack_after_which_something_else_was_told(repaired: Deal) -> None:
    text = (
        "A convoy was attacked at 15:30.\n\nThe guards stopped ten buses at Ramouseh.\n\nDamascus blamed the rebels."
        "\n\nThe rebels denied any involvement in the attack."
    )
    *_, blamed, denied = times(text, repaired)

    assert (blamed, denied) == ("-", "15:30 carried")


def test_a_report_of_the_day_before_stays_on_that_day(repaired: Deal) -> None:
    text = "On 13 December the patrol heard two explosions.\n\nAt 11:50 it was stopped by two armed men at Ramouseh."

    assert spans(text, repaired)[-1] == "13 11:50 - 13 11:51"


def test_a_count_to_the_end_of_the_reporting_period_ends_where_the_report_says(repaired: Deal) -> None:
    text = (
        "Based on information received until 19:30 on 13 December.\n\n"
        "From 00:01 on 10 December to the end of the reporting period the Mission recorded 178 explosions."
    )

    assert spans(text, repaired)[-1] == "10 00:01 - 13 19:30"


def test_an_evening_s_six_o_clock_is_not_in_the_morning(repaired: Deal) -> None:
    evening = "The evening began with gunfire at about half past six. The gunboats drew off at 7:20."
    morning = "The first bus left at 8:40. The second left at half past ten."

    assert spans(evening, repaired)[-1] == "14 19:20 - 14 19:21"
    assert spans(morning, repaired)[-1] == "14 10:30 - 14 10:31"


def test_how_many_were_on_board_is_of_the_time_of_the_journey(repaired: Deal) -> None:
    text = "Live page\n\n14:30 Two buses leave for Ramouseh. About 90 people are on board."

    assert times(text, repaired) == ["14:30 published", "14:30 published"]


def test_what_went_on_until_three_began_where_the_sentence_began(repaired: Deal) -> None:
    told = spans("Clashes broke out at noon on Tuesday and went on until three in the afternoon.", repaired)

    assert told[-1] == "13 11:00 - 13 15:00"


def test_who_denies_an_air_raid_denies_that_one_and_not_the_shelling_after_it(repaired: Deal) -> None:
    text = (
        "Jets bombed Ramouseh at 8:30 on Tuesday and the enclave was shelled at 11:30 on Tuesday. "
        "The army denied that its planes had bombed the road."
    )

    assert spans(text, repaired)[-1] == "13 08:30 - 13 08:31"


def said_at(text: str, deal: Deal) -> list[str]:
    return [f"{one.said.start:%d %H:%M}" if one.said is not None else "-" for one in read(text, deal)]


def test_only_words_beside_the_saying_tell_when_it_was_said(repaired: Deal) -> None:
    on_tuesday = "On Tuesday, the army said that rebels had shelled Ramouseh."
    other = "Two people had died on Tuesday night; a doctor spoke of one."
    also = "Ten buses left on Tuesday, the army said, bringing the number since Friday to 40."
    later = "The buses are to leave on Friday, the army said; rebels could stop them."

    assert said_at(on_tuesday, repaired) == ["13 00:00"]
    assert set(said_at(other, repaired)) == {"-"}
    assert set(said_at(also, repaired)) == {"-"}
    assert set(said_at(later, repaired)) == {"-"}


def test_a_promise_that_had_been_given_is_of_a_day_that_has_been(repaired: Deal) -> None:
    text = "The rebels had promised to be gone by Monday."

    assert spans(text, repaired) == ["12 00:00 - 13 00:00"]


def test_the_month_of_may_is_no_word_of_what_may_be(repaired: Deal) -> None:
    told = read_surface(
        Document("Buses got through from 22 to 29 May. Since then none has moved."),
        repaired, datetime(2016, 6, 1, 20, tzinfo=ZONE), ZONE,
    )  # fmt: skip

    assert [f"{one.happened.start:%m-%d %H:%M}" for one in told if one.happened] == ["05-22 00:00", "05-30 00:00"]


def test_a_question_parts_nothing_from_its_answer(repaired: Deal) -> None:
    text = "Two mortar bombs fell at Ramouseh at 14:10. Who fired them? Pro-government fighters, say the rebels."

    assert times(text, repaired) == ["14:10 stated", "14:10 carried"]


def test_where_a_report_tells_of_one_attack_blame_is_for_that(repaired: Deal) -> None:
    text = "A bus was attacked at 15:30.\n\nMany states condemned it.\n\nThe foreign ministry blamed armed groups."

    assert times(text, repaired)[-1] == "15:30 carried"


def days(text: str, deal: Deal) -> list[str]:
    return [f"{one.happened.start:%d}-{one.happened.end:%d}" if one.happened else "-" for one in read(text, deal)]


def test_the_next_day_and_two_days_later_are_counted_from_the_day_that_was_told_last(repaired: Deal) -> None:
    text = (
        "On Thursday the rebels shelled the mill. The next day two trucks reached the town. "
        "Two days later a bakery was hit. A month later nobody was left."
    )
    assert days(text, repaired)[:3] == ["08-09", "09-10", "11-12"]


def test_what_would_lie_behind_the_report_by_such_words_has_no_time(repaired: Deal) -> None:
    assert days("On Monday the rebels shelled the mill. A week later a bakery was hit.", repaired) == ["12-13", "-"]


def test_what_lasts_since_a_day_lasts_until_it_was_said(repaired: Deal) -> None:
    assert days("Activists said on Monday that no bus had moved since Saturday.", repaired) == ["10-13"]


def test_a_convoy_that_came_under_fire_was_attacked(repaired: Deal) -> None:
    text = (
        "On Friday a convoy came under fire on its way back to the town. One round struck an armoured car. "
        "The governor blamed the rebels."
    )
    assert days(text, repaired) == ["09-10", "09-10", "09-10"]
