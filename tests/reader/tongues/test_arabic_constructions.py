"""Ways in which Arabic reports go round a speaker: asides, addressees, hearsay, answers, what others had told."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trucekeeper.deal.model import Deal
from trucekeeper.deal.syntax import read_deal
from trucekeeper.reader.document import Document
from trucekeeper.reader.engines.surface import read_surface
from trucekeeper.reader.proposal import Proposal

ZONE = ZoneInfo("Asia/Damascus")
DEALS = Path(__file__).parents[3] / "examples" / "reading" / "deals"


@pytest.fixture(scope="module")
def deals() -> dict[str, Deal]:
    return {
        name: read_deal((DEALS / f"{name}.deal.md").read_text("utf-8"), name)
        for name in ("four-towns", "yemen", "gaza", "homs", "jeddah")
    }


def read(text: str, deals: dict[str, Deal], deal: str = "four-towns") -> tuple[Proposal, ...]:
    return read_surface(Document(text), deals[deal], datetime(2017, 4, 19, 20, tzinfo=ZONE), ZONE)


def told(text: str, deals: dict[str, Deal]) -> list[tuple[str | None, str, str]]:
    """Speaker, act and words of each claim."""
    return [(p.speaker.text if p.speaker else None, p.act, p.words) for p in read(text, deals)]


@pytest.mark.parametrize(
    ("text", "speaker", "act", "content"),
    [
        ("وأردف المصدر أن عشر حافلات ما زالت تنتظر.", "المصدر", "says", "عشر حافلات ما زالت تنتظر"),
        ("خلص تحقيق أجرته لجنة أممية إلى أن القافلة قُصفت مرتين.", "تحقيق", "says", "القافلة قُصفت مرتين"),
        ("وأهابت المفوضية بجميع الأطراف احترام الهدنة.", "المفوضية", "demands", "بجميع الأطراف احترام الهدنة"),
        ("أقرت الوزارة للمرة الأولى بسقوط قتلى.", "الوزارة", "admits", "بسقوط قتلى"),
        ("أعلن تنظيم مسلح مسؤوليته عن تفجير الحافلات.", "تنظيم مسلح", "claims_responsibility", "تفجير الحافلات"),
        ("تبنت جماعة الهجوم على القافلة.", "جماعة", "claims_responsibility", "الهجوم على القافلة"),
        ("علمت صحيفتنا من مصادر متطابقة أن الدفعة تأجلت.", "مصادر متطابقة", "says", "الدفعة تأجلت"),
        ("وسُئل المحافظ عن السبب فأجاب أن القوائم لم تكتمل.", "المحافظ", "says", "القوائم لم تكتمل"),
        ("وأبلغت الأمم المتحدة الصحفيين أن الممر سيفتح.", "الأمم المتحدة", "predicts", "الممر سيفتح"),
        ("أبلغ مصدر عسكري الوكالة أن الطريق أُغلق.", "مصدر عسكري", "says", "الطريق أُغلق"),
        ("واتهمت الوزارة، في بيان لها، المسلحين بمنع المدنيين من الخروج.", "الوزارة", "accuses",
         "المسلحين بمنع المدنيين من الخروج"),
        ("وأضاف المتحدث، رداً على سؤال، أن الأولوية للجرحى.", "المتحدث", "says", "الأولوية للجرحى"),
        ("وتعهد الجانب السوري، بحسب البيان، بعدم عرقلة القوافل.", "الجانب السوري", "promises", "بعدم عرقلة القوافل"),
        ("غير أن عاملاً إغاثياً، اشترط عدم ذكر اسمه، أكد أن الحافلات عادت.", "عاملاً إغاثياً", "confirms",
         "الحافلات عادت"),
        ("مصدر أمني ينفي ما أُشيع عن انسحاب القوات.", "مصدر أمني", "denies", "انسحاب القوات"),
        ("ونسبت وكالة إلى مصدر في الخارجية قوله إن المحادثات تقدمت.", "مصدر في الخارجية", "says", "المحادثات تقدمت"),
        ("ووصف رئيس البلدية الوضع بالكارثي.", "رئيس البلدية", "says", "الوضع بالكارثي"),
        ("أعاد المتحدث التأكيد على أن المعبر مفتوح.", "المتحدث", "confirms", "المعبر مفتوح"),
        ("وانتقد حقوقيون غياب المراقبين عن المعبر.", "حقوقيون", "accuses", "غياب المراقبين عن المعبر"),
        ("أبلغت إسرائيل الوسطاء عزمها على خفض عدد الشاحنات.", "إسرائيل", "promises", "عزمها على خفض عدد الشاحنات"),
        ("جرحى من القافلة يؤكدون أن الرصاص أتى من الحاجز.", "جرحى من القافلة", "confirms", "الرصاص أتى من الحاجز"),
        ("ألقت طائرات مناشير فوق البلدة تدعو السكان إلى الرحيل.", "مناشير", "demands", "السكان إلى الرحيل"),
        ("وتأمل المعارضة ألا تتأخر الحافلات.", "المعارضة", "predicts", "تتأخر الحافلات"),
        ("المتحدث العسكري لم ينكر أن قذائف سقطت على الحي.", "المتحدث العسكري", "admits", "قذائف سقطت على الحي"),
        ("وجزم شاهد بأن القافلة تعرضت لإطلاق نار.", "شاهد", "says", "القافلة تعرضت لإطلاق نار"),
        ("لم تقع أي غارة منذ الجمعة، باعتراف وزارة الدفاع.", "وزارة الدفاع", "admits", "لم تقع أي غارة منذ الجمعة"),
        ("قال وزير الصحة في تصريح هاتفي للقناة إن المشفى قُصف.", "وزير الصحة", "says", "المشفى قُصف"),
        ("غادرت الحافلات عند الظهر، حسبما أبلغنا مسعفون.", "مسعفون", "says", "غادرت الحافلات عند الظهر"),
        ("وبيّن قائد الشرطة أن الحافلات فُتشت قبل انطلاقها.", "قائد الشرطة", "says", "الحافلات فُتشت قبل انطلاقها"),
        ("وبيّنت المنظمة أن أربعين جريحاً ينتظرون.", "المنظمة", "says", "أربعين جريحاً ينتظرون"),
        ("تأجلت الدفعة، وفق المتحدث الذي حمّل الفصائل مسؤولية التأخير.", "المتحدث", "accuses",
         "الفصائل مسؤولية التأخير"),
        ("تأخرت الحافلات، بحسب مصدر في الحركة، الذي نفى وجود خلاف على الأسماء.", "مصدر في الحركة", "denies",
         "وجود خلاف على الأسماء"),
        ("بحسب المحافظ الذي طالب بفتح الطريق، غادرت القافلة البلدة.", "المحافظ", "demands", "بفتح الطريق"),
        ("قال قائد الشرطة، الذي يتهم المسلحين بقصف المعبر، إن الطريق مغلق.", "قائد الشرطة", "accuses",
         "المسلحين بقصف المعبر"),
        ("عاد الوفد ليلاً، وفق مصدر دبلوماسي توقع جولة ثانية.", "مصدر دبلوماسي", "predicts", "جولة ثانية"),
        ("أما الحكومة فاعتبرتها خطوة متأخرة.", "الحكومة", "says", "خطوة متأخرة"),
        ("وقال الوسيط إن الهدنة صامدة، أما الأهالي فوصفوها بالهشة.", "الأهالي", "says", "بالهشة"),
        ("أوضح الوسيط أن قطر وعدت بتمويل الإيواء.", "قطر", "promises", "بتمويل الإيواء"),
        ("خرجت سبع حافلات وفق عدّ المراقبين عند الجسر.", "المراقبين عند الجسر", "reports", "خرجت سبع حافلات"),
        ("العدد النهائي بحسب الأمم المتحدة 118.", "الأمم المتحدة", "says", "العدد النهائي"),
        ("القيادي في الحركة ينفي: السيارات مدنية.", "القيادي في الحركة", "denies", "السيارات مدنية"),
        ("الحركة مستعدة لتسليم الجثامين.", "الحركة", "promises", "لتسليم الجثامين"),
        ("نحن مستعدون لزيارة المحتجزين متى سُمح لنا.", "نحن", "promises", "لزيارة المحتجزين متى سُمح لنا"),
        ("قال المحافظ إن الحافلات قُصفت. كذب، يقول عضو في الوفد.", "عضو في الوفد", "denies", "الحافلات قُصفت"),
        ("قال المحافظ إن الحافلات قُصفت. لا صحة لذلك، تؤكد الحركة.", "الحركة", "denies", "الحافلات قُصفت"),
        ("ذكرت القناة أن الحافلات قُصفت. واعتبرته الحركة تلفيقاً.", "الحركة", "denies", "الحافلات قُصفت"),
        ("ذكرت القناة أن الحافلات قُصفت. ووصفه المحافظ بأنه محض افتراء.", "المحافظ", "denies", "الحافلات قُصفت"),
    ],
)  # fmt: skip
def test_who_speaks_is_found_where_the_sentence_goes_round_him(
    text: str, speaker: str, act: str, content: str, deals: dict[str, Deal]
) -> None:
    assert (speaker, act, content) in told(text, deals)


@pytest.mark.parametrize(
    "text",
    [
        "ساد هدوء حذر أحياء المدينة.",
        "ثلاثة أسرى رفضوا الصعود إلى الطائرة.",
        "ملف الجثامين يهدد بنسف الاتفاق.",
        "تحدث مصدر طلب عدم الكشف عن هويته.",
        "تبنى مجلس الأمن قراراً بشأن المراقبين.",
        "والتزمت الدوحة الصمت حيال الاتهامات.",
        "من الزبداني إلى بيروت: يوم طويل على الطريق.",
        "الطريق بين المعبر والمدينة مقطوع لأن الجسر انهار.",
        "عاد السجناء الذين وُعدوا بهم قبل العيد.",
        "الحافلات مستعدة للانطلاق منذ الصباح.",
    ],
)
def test_what_only_looks_like_saying_is_nobodys_word(text: str, deals: dict[str, Deal]) -> None:
    assert [one for one in told(text, deals) if one[0] is not None] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وذُكر في دمشق أن القافلة ستتحرك عند الثامنة.", "القافلة ستتحرك عند الثامنة"),
        ("أفيد بأن ثلاث حافلات عادت إلى مرآبها.", "ثلاث حافلات عادت إلى مرآبها"),
        ("وفي القاهرة، قيل لموفدنا إن المعبر لن يُفتح غداً.", "المعبر لن يُفتح غداً"),
    ],
)
def test_what_is_passed_on_without_a_name_is_told_and_hedged(text: str, content: str, deals: dict[str, Deal]) -> None:
    assert [(p.speaker, p.words, p.certainty) for p in read(text, deals)] == [(None, content, "hedged")]


@pytest.mark.parametrize(
    ("deal", "text", "party", "side"),
    [
        ("yemen", "قالت لجنة الأسرى في صنعاء إن الصفقة تأخرت.", "ANS", "ANS"),
        ("gaza", "قالت وزارة الصحة في غزة إن سبعة أشخاص قُتلوا.", "HAM", "HAM"),
        ("homs", "قال قائد ميداني إن القذائف أتت من الغرب.", "OPP", "OPP"),
        ("homs", "قال ممثل منظمة الصحة العالمية في سوريا إن القافلة توقفت.", None, "independent"),
        ("homs", "دعا الأمين العام إلى تمديد الهدنة.", "UN", "independent"),
        ("yemen", "قال مفاوض حكومي سابق إن القوائم لم تكتمل.", None, "unknown"),
        ("jeddah", "اتهم الجيش قوات الدعم السريع بقصف الجسر. وقالت الأخيرة إنها لم تطلق النار.", "RSF", "RSF"),
    ],
)
def test_for_whom_an_office_speaks_is_told_by_its_seat_its_organisation_or_who_was_named_last(
    deal: str, text: str, party: str | None, side: str, deals: dict[str, Deal]
) -> None:
    last = [one for one in read(text, deals, deal) if one.speaker is not None][-1]
    assert last.speaker is not None and (last.speaker.id, last.speaker.side) == (party, side)


@pytest.mark.parametrize(
    ("text", "polarity", "certainty"),
    [
        ("ولم تدخل أي شاحنة مساعدات إلى البلدة.", "no", "stated"),
        ("ولا تزال الحافلات عالقة عند المعبر.", "yes", "stated"),
        ("وقد تغادر الدفعة الثالثة مساء الجمعة.", "yes", "possible"),
        ("ستتحرك الحافلات غداً ما لم يتجدد القصف.", "yes", "possible"),
        ("وينتظر وصول عشر حافلات صباح الخميس.", "yes", "hedged"),
    ],
)
def test_a_negation_written_with_and_a_condition_and_a_guess_are_seen(
    text: str, polarity: str, certainty: str, deals: dict[str, Deal]
) -> None:
    assert [(p.polarity, p.certainty) for p in read(text, deals)] == [(polarity, certainty)]


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("وصلت القافلة يوم 2 أفريل 2017 إلى حلب.", 2, 0),
        ("وصلت القافلة أمس الأول قرابة الثالثة عصراً.", 17, 14),
        ("اندلعت اشتباكات عقب صلاة الفجر اليوم.", 19, 4),
        ("وقع الانفجار في تمام الثالثة والنصف عصر السبت.", 15, 15),
        ("توقفت الحافلات منذ فجر أمس حتى ظهر اليوم.", 18, 4),
    ],
)
def test_months_prayers_and_days_of_other_countries_are_read(
    text: str, day: int, hour: int, deals: dict[str, Deal]
) -> None:
    happened = [p.happened for p in read(text, deals)]
    assert [(h.start.day, h.start.hour) for h in happened if h is not None] == [(day, hour)]


def test_a_quarter_that_is_named_for_a_day_is_no_day(deals: dict[str, Deal]) -> None:
    assert [p.happened for p in read("خرج نحو ثلاثمئة شخص من حي ٧ يوليو.", deals)] == [None]


def test_an_entry_of_a_channel_counts_twelve_hours_and_says_which_half(deals: dict[str, Deal]) -> None:
    posts = "قناة محلية\n\n٨:٥٠ م | وصلت عشر حافلات إلى الراموسة.\n\n١٢:١٥ ص | انطلقت القافلة الثانية."
    times = [p.happened.start.strftime("%H:%M") for p in read(posts, deals) if p.happened is not None]
    assert times == ["20:50", "00:15"]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("غادر ما بين خمسين وستين جريحاً.", 50, 60, "people"),
        ("بقي في الداخل بين ألفين وخمسمئة وثلاثة آلاف شخص.", 2500, 3000, "people"),
        ("وقعت غارتان جويتان على الأقل.", 2, None, "raids"),
        ("وصلت باخرتان إلى الميناء.", 2, 2, "ships"),
        ("خرج مئة وخمسة وعشرون مدنياً.", 125, 125, "civilians"),
    ],
)
def test_tens_between_and_duals_at_least_are_counted(
    text: str, low: int, high: int | None, unit: str, deals: dict[str, Deal]
) -> None:
    counted = [p.quantity for p in read(text, deals)]
    assert [(q.low, q.high, q.unit) for q in counted if q is not None] == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("إلى ذلك، وصلت عشر حافلات إلى المعبر.", "وصلت عشر حافلات إلى المعبر"),
        ("وعلى الصعيد الإنساني، دخلت 12 شاحنة إلى البلدة.", "دخلت 12 شاحنة إلى البلدة"),
        ("وفي المقابل، خرجت قافلة من البلدتين.", "خرجت قافلة من البلدتين"),
        ("لكن الحافلة الأولى تأخرت ساعة.", "الحافلة الأولى تأخرت ساعة"),
        ("ثانياً: توقفت القافلتان عند الحاجز.", "توقفت القافلتان عند الحاجز"),
    ],
)
def test_what_ties_a_sentence_to_the_one_before_is_not_told(text: str, words: str, deals: dict[str, Deal]) -> None:
    assert [p.words for p in read(text, deals)] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ودعت الأمم المتحدة الأطراف إلى ضمان أن يكون الخروج آمناً.", "الأطراف إلى ضمان أن يكون الخروج آمناً"),
        ("تشترط الفصائل إطلاق المعتقلين قبل أن تتحرك الحافلات.", "إطلاق المعتقلين قبل أن تتحرك الحافلات"),
        ("أكد المكتب ضرورة أن يكون الخروج طوعياً.", "ضرورة أن يكون الخروج طوعياً"),
    ],
)
def test_whom_one_asks_and_what_must_be_belong_to_what_is_asked(text: str, words: str, deals: dict[str, Deal]) -> None:
    assert words in [p.words for p in read(text, deals)]


def test_whoever_is_asked_in_one_sentence_answers_in_the_next(deals: dict[str, Deal]) -> None:
    text = "وسئل المتحدث عن قول الجيش إن الفصائل أوقفت القافلة. فأجاب بأن الطريق أُغلق من الجانبين."
    last = read(text, deals)[-1]
    assert last.speaker is not None and (last.speaker.text, last.words) == ("المتحدث", "الطريق أُغلق من الجانبين")


def test_several_things_that_somebody_is_accused_of_are_told_apart(deals: dict[str, Deal]) -> None:
    text = "اتهم الجيش الفصائل بخرق الهدنة وبالامتناع عن تسليم القوائم."
    assert [(act, words) for _, act, words in told(text, deals)] == [
        ("accuses", "الفصائل بخرق الهدنة"),
        ("accuses", "وبالامتناع عن تسليم القوائم"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "أكد المسعفون أن القافلة تعرضت لإطلاق نار وتوقفت عند الجسر وستتحرك صباح الغد.",
            ["القافلة تعرضت لإطلاق نار", "وتوقفت عند الجسر", "وستتحرك صباح الغد"],
        ),
        (
            "قال شهود إن الحافلات غادرت البلدة، وبعضها عاد فارغاً.",
            ["الحافلات غادرت البلدة", "وبعضها عاد فارغاً"],
        ),
        (
            "قال مندوب الصليب الأحمر إن القصف طال المعبر، ما أسفر عن إصابة سائقين.",
            ["القصف طال المعبر", "ما أسفر عن إصابة سائقين"],
        ),
        (
            "ذكر المشفى أن الجرحى وصلوا ليلاً وتبقى ثلاث حالات حرجة في العناية.",
            ["الجرحى وصلوا ليلاً", "وتبقى ثلاث حالات حرجة في العناية"],
        ),
        ("قال السائق إن خمساً وستين حافلة وسيارتين وصلت معاً.", ["خمساً وستين حافلة وسيارتين وصلت معاً"]),
    ],
)
def test_a_verb_behind_and_begins_a_claim_of_its_own(text: str, parts: list[str], deals: dict[str, Deal]) -> None:
    assert [p.words for p in read(text, deals)] == parts


@pytest.mark.parametrize(
    ("text", "speaker", "act", "words"),
    [
        ("أعلنت الحركة، مساء أمس، استعدادها لتسليم الجثامين.", "الحركة", "promises", "استعدادها لتسليم الجثامين"),
        ("وقال الطبيب: نقلنا الجرحى، وأناشد الجميع فتح الطريق.", "وأناشد", "demands", "الجميع فتح الطريق"),
        (
            "وتتهم المجموعات المسلحة في الريف بعرقلة القافلة.",
            None,
            "narrates",
            "وتتهم المجموعات المسلحة في الريف بعرقلة القافلة",
        ),
        ("قال المنسق إن الأسرى وصلوا، مقدراً عددهم بنحو مئة.", "المنسق", "says", "عددهم بنحو مئة"),
    ],
)
def test_the_last_claim_of_such_a_sentence(
    text: str, speaker: str | None, act: str, words: str, deals: dict[str, Deal]
) -> None:
    assert told(text, deals)[-1] == (speaker, act, words)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "كما أعلنت البلدية أمس، وصول عشرين شاحنة إلى المدينة.",
            [("البلدية", "says", "وصول عشرين شاحنة إلى المدينة")],
        ),
        ('وأكد مصدر طبي لصحيفة "الوطن"، أن القذائف أصابت المشفى.', [("مصدر طبي", "confirms", "القذائف أصابت المشفى")]),
        ("وقال المنسق لإذاعة محلية إن الحافلات توقفت.", [("المنسق", "says", "الحافلات توقفت")]),
        ("وعرضت القناة مقاطع لحافلات متوقفة عند الجسر.", [("القناة", "shows", "مقاطع لحافلات متوقفة عند الجسر")]),
        (
            "وأصدرت القيادة المشتركة بياناً أعلنت فيه وقف العمل بالهدنة.",
            [("القيادة المشتركة", "says", "وقف العمل بالهدنة")],
        ),
        (
            "وبرر الناطق إغلاق المعبر بوجود ألغام.",
            [("الناطق", "says", "إغلاق المعبر بوجود ألغام")],
        ),
        (
            "أبلغ الضابط الروسي وجهاء الحي أن الحافلات لن تصل.",
            [("الضابط الروسي", "predicts", "الحافلات لن تصل")],
        ),
        (
            "وقال المدير إن القافلة وصلت، مشيراً إلى تعثر المفاوضات.",
            [("المدير", "says", "القافلة وصلت"), ("المدير", "says", "إلى تعثر المفاوضات")],
        ),
        (
            "وقال المدير إن القافلة وصلت، كاشفاً عن بند سري.",
            [("المدير", "says", "القافلة وصلت"), ("المدير", "says", "عن بند سري")],
        ),
        (
            "قال المرصد السوري، عشرون حافلة غادرت الحي قبل قليل.",
            [("المرصد السوري", "says", "عشرون حافلة غادرت الحي قبل قليل")],
        ),
        (
            "وأظهرت صور من المعبر، لحظة وصول الجرحى.",
            [("صور من المعبر", "shows", "لحظة وصول الجرحى")],
        ),
        (
            "وكان الفصيل، قد أعلن تسلمه عشرة من مقاتليه.",
            [("الفصيل", "says", "تسلمه عشرة من مقاتليه")],
        ),
        (
            "أعلن الجيش أن الصليب الأحمر أبلغه بأنه تسلم الجثامين.",
            [("الصليب الأحمر", "says", "بأنه تسلم الجثامين")],
        ),
        ("وأفادت “حماس” بأنها سلمت القائمة.", [("حماس", "says", "بأنها سلمت القائمة")]),
        (
            "نشرت اللجنة -وهي جهة محلية- أسماء المفقودين.",
            [("اللجنة", "shows", "أسماء المفقودين")],
        ),
        ("وعلم المرصد السوري أن الدفعة الثالثة تأجلت.", [("المرصد السوري", "says", "الدفعة الثالثة تأجلت")]),
        (
            "وكتبت الوزارة على صفحتها في فيسبوك: «غادرت الحافلات الحي».",
            [("الوزارة", "says", "«غادرت الحافلات الحي»")],
        ),
        (
            "واتفق الجانبان الأسبوع الماضي في جنيف على إطلاق مئة أسير.",
            [(None, "narrates", "واتفق الجانبان الأسبوع الماضي في جنيف على إطلاق مئة أسير")],
        ),
    ],
)
def test_wire_reports_say_it_so(text: str, claims: list[tuple[str | None, str, str]], deals: dict[str, Deal]) -> None:
    assert told(text, deals) == claims
