"""The words of the exchange's pictures in Arabic. Not yet read by a translator who works in the field."""

from typing import Final

ARABIC: Final = {
    "({people} without a place in a shelter)": "({people} بلا مكان في مأوى)",
    "A hold of {hours} hours costs up to {delay} hours: begun {moment}": (
        "توقف مدته {hours} ساعة يكلّف حتى {delay} ساعة: إذا بدأ {moment}"
    ),
    "A shelter has a place for {people} of them.": "في مأوى مكان لـ {people} منهم.",
    "After a hold of {hours} hours not everybody gets to safety, if it begins at {number} of {all} moments": (
        "بعد توقف مدته {hours} ساعة لا يصل الجميع إلى الأمان إذا بدأ في {number} من {all} لحظة"
    ),
    "With another size of convoy all would be safe up to {saved} hours sooner, begun {moment}.": (
        "بحجم آخر للقوافل يصل الجميع أبكر بما يصل إلى {saved} ساعة، إذا بدأ {moment}."
    ),
    "By the moment at which it begins, of which nobody knew; grey is night": (
        "بحسب لحظة بدئه التي لم يعلم بها أحد؛ الرمادي ليل"
    ),
    "Delay at worst {delay} hours, begun {moment}; {mean} hours on average.": (
        "التأخير في أسوأ الحالات {delay} ساعة، إذا بدأ {moment}؛ و{mean} ساعة في المتوسط."
    ),
    "Everybody still gets to safety after {number} of {all} starts of a hold of {hours} hours.": (
        "يصل الجميع إلى الأمان بعد {number} من {all} بداية لتوقف مدته {hours} ساعة."
    ),
    "In shelters: {hours} person-hours.": "في مآوٍ: {hours} ساعة شخص.",
    "Most people in the open: {people}, begun {moment}.": (
        "أكثر من هم بلا مأوى: {people} شخص، إذا بدأ {moment}."
    ),
    "below the line: without a place in a shelter": "تحت الخط: بلا مكان في مأوى",
    "everybody held": "توقف الجميع",
    "hours later until all are safe": "ساعات التأخير حتى يصل الجميع إلى الأمان",
    "in the open": "بلا مأوى",
    "hours sooner with another size of convoy, same hold": "ساعات أبكر بحجم آخر للقوافل، والتوقف نفسه",
    "people whom it finds on the road or at the point": "من يجدهم التوقف على الطريق أو عند النقطة",
    "with a place in a shelter": "لهم مكان في مأوى",
    "(may be chance)": "(قد يكون صدفة)",
    "A bound of {people} people costs {times} times the person-hours of none": (
        "حدّ من {people} شخص يكلّف {times} أضعاف ساعات الأشخاص بلا حدّ"
    ),
    "A row is a convoy; each day begins anew at the left.": "كل سطر قافلة، ويبدأ كل يوم من جديد عند الحافة.",
    "At most {people} people let go and not yet answered": "على الأكثر {people} شخص خرجوا ولم يقابلهم أحد بعد",
    "At the point, from {name}": "عند نقطة التبادل، من {name}",
    "At worst {people} people are outside: {moment}": "في أسوأ لحظة {people} شخص في العراء: {moment}",
    "By how many people one side may be ahead": "كم شخصاً يجوز أن يسبق به أحد الطرفين",
    "By the records. Outside: in vehicles, at the point, past the gate": (
        "بحسب السجلات. في العراء: في المركبات أو عند النقطة أو بعد المعبر"
    ),
    "Everybody": "الجميع",
    "If everything stopped. Outside: in vehicles, at the point, past the gate": (
        "لو توقف كل شيء. في العراء: في المركبات أو عند النقطة أو بعد المعبر"
    ),
    "In loaded vehicles, {name}": "في مركبات محمّلة، {name}",
    "In one run of ten, {people} or more of {all} people are not safe at the end": (
        "في محاكاة من كل عشر، {people} أو أكثر من أصل {all} شخص ليسوا في أمان في النهاية"
    ),
    "Mean {outcome} in the third of {runs} runs where the guess is lowest, and where it is highest": (
        "متوسط {outcome} في ثلث {runs} محاكاة حيث التقدير أدنى، وحيث هو أعلى"
    ),
    "No clear difference in people safe": "لا فرق واضح في عدد الواصلين إلى الأمان",
    "No guess changes much": "لا تقدير يغيّر كثيراً",
    "Nobody waits outside": "لا أحد ينتظر في العراء",
    "Outside, from both sides": "في العراء، من الطرفين",
    "People who wait on average, hour by hour; grey is night": "متوسط المنتظرين ساعة بساعة؛ الرمادي ليل",
    "The first {number} of {all} are drawn.": "رُسمت أول {number} من {all}.",
    "This deal takes {times} times the person-hours of a plan without a bound": (
        "هذا الاتفاق يحتاج {times} أضعاف ساعات الأشخاص في خطة بلا حدّ"
    ),
    "Upwards from {first}, downwards from {second}": "إلى الأعلى من {first}، إلى الأسفل من {second}",
    "What changes most: {rate}": "أكثر ما يغيّر النتيجة: {rate}",
    "a plan that keeps it": "خطة تلتزم به",
    "as planned": "كما في الخطة",
    "at home (below)": "في البيوت (أدناه)",
    "bound 0: only follows": "الحدّ 0: يتبع فقط",
    "dashed: bound {people}": "الخط المتقطع: الحدّ {people}",
    "days until all are safe": "الأيام حتى يصل الجميع إلى الأمان",
    "disputes over who is in a convoy": "خلافات على من في القافلة",
    "eight of ten runs": "ثمانٍ من كل عشر محاكاة",
    "false alarms a day": "إنذارات كاذبة في اليوم",
    "highest": "الأعلى",
    "hours that a dispute lasts": "ساعات يدومها الخلاف",
    "hours that a stop lasts": "ساعات يدومها التوقف",
    "hours that an alarm stops all": "ساعات يوقف فيها الإنذار الجميع",
    "hours that the answer lasts": "ساعات يدومها الرد",
    "how often a side walks out": "كم مرة ينسحب طرف",
    "how often a stop is answered in kind": "كم مرة يُردّ على التوقف بمثله",
    "in vehicles, on the way": "في المركبات، في الطريق",
    "least that any plan needs": "أقل ما تحتاجه أي خطة",
    "loading": "صعود",
    "lowest": "الأدنى",
    "may be chance": "قد يكون صدفة",
    "middle run": "المحاكاة الوسطى",
    "never": "أبداً",
    "no bound": "بلا حدّ",
    "no bound agreed": "لا حدّ متفق عليه",
    "no plan": "لا خطة",
    "none": "لا شيء",
    "past the gate": "بعد المعبر",
    "past the gate, not yet safe": "بعد المعبر، ليسوا في أمان بعد",
    "people caught outside": "عالقون في العراء",
    "people furthest ahead": "أبعد سبق بالأشخاص",
    "people safe": "واصلون إلى الأمان",
    "people still at home": "باقون في بيوتهم",
    "people who decide to stay": "من يقررون البقاء",
    "person-hours of waiting": "ساعات انتظار الأشخاص",
    "person-hours of waiting outside": "ساعات انتظار الأشخاص في العراء",
    "person-hours until safe": "ساعات الأشخاص حتى الأمان",
    "runs in which all are safe": "محاكاة يصل فيها الجميع",
    "safe (below)": "في أمان (أدناه)",
    "stops a day and side": "توقفات في اليوم لكل طرف",
    "this deal": "هذا الاتفاق",
    "waiting": "انتظار",
    "waiting at the point": "ينتظرون عند النقطة",
    "{bound}: at least {hours} person-hours, {planned}": "{bound}: على الأقل {hours} ساعة شخص، {planned}",
    "{home} at home, {safe} safe": "{home} في البيوت، {safe} في أمان",
    "{hours} in a plan, {waiting} of them waiting, {days} days": "{hours} في خطة، منها {waiting} انتظار، {days} يوم",
    "{hours} person-hours": "{hours} ساعة شخص",
    "{hours} person-hours of waiting, {night} of them at night": "{hours} ساعة انتظار للأشخاص، منها {night} ليلاً",
    "{name}: at most {people} ahead, bound {bound}": "{name}: سبق {people} على الأكثر، الحدّ {bound}",
    "{name}: {home} at home, {road} in vehicles, {waiting} at the point, {beyond} past the gate, {safe} safe.": (
        "{name}: {home} في البيوت، {road} في المركبات، {waiting} عند النقطة، {beyond} بعد المعبر، {safe} في أمان."
    ),
    "{name}: {hours} person-hours, most at {moment}: {people} people": (
        "{name}: {hours} ساعة شخص، الأكثر في {moment}: {people} شخص"
    ),
    "{name}: {low} to {high} safe at the end in eight of ten runs, {middle} in the middle one": (
        "{name}: من {low} إلى {high} في أمان في النهاية في ثمانٍ من كل عشر محاكاة، {middle} في الوسطى"
    ),
    "{name}: {number} convoys, {people} people, first leaves {first}, last safe {last}": (
        "{name}: {number} قافلة، {people} شخص، تغادر الأولى {first}، ويصل الأخير {last}"
    ),
    "{name}: {people} people ahead, {more} more than agreed": "{name}: سبق {people} شخص، أكثر من المتفق عليه بـ {more}",
    "{number} convoys never leave": "{number} قافلة لا تغادر",
    "{number} convoys, the last people safe {moment}": "{number} قافلة، يصل آخر الناس إلى الأمان {moment}",
    "{number} fewer people safe under {name}": "أقل بـ {number} واصل إلى الأمان وفق {name}",
    "{number} more people safe under {name}": "أكثر بـ {number} واصل إلى الأمان وفق {name}",
    "{number} of {all} convoys never leave": "{number} من {all} قافلة لا تغادر",
    "{people} people": "{people} شخص",
    "{people} people outside at {moment}": "{people} شخص في العراء في {moment}",
    "{rate}: {low} where low, {high} where high{doubt}": "{rate}: {low} حيث أدنى، {high} حيث أعلى{doubt}",
    "{runs} runs with guessed rates: no forecast, but what the plan bears": (
        "{runs} محاكاة بمعدلات مقدّرة: ليست توقعاً، بل ما تتحمله الخطة"
    ),
    "{second} less {first}, {runs} runs under the same luck; lines are 95% intervals, each row on its own scale": (
        "{second} ناقص {first}، {runs} محاكاة بالحظ نفسه؛ الخطوط فترات 95 %، ولكل سطر مقياسه"
    ),
    "Mon": "الاثنين", "Tue": "الثلاثاء", "Wed": "الأربعاء", "Thu": "الخميس", "Fri": "الجمعة", "Sat": "السبت",
    "Sun": "الأحد",
    "Jan": "كانون الثاني", "Feb": "شباط", "Mar": "آذار", "Apr": "نيسان", "May": "أيار", "Jun": "حزيران",
    "Jul": "تموز", "Aug": "آب", "Sep": "أيلول", "Oct": "تشرين الأول", "Nov": "تشرين الثاني", "Dec": "كانون الأول",
}  # fmt: skip


def arabic(words: str) -> str:
    """The words in Arabic; in English where they are missing."""
    return ARABIC.get(words, words)
