"""Who is said to have said what in Arabic: the verb first, then who, then `that` and the words; or who, then the verb.

Works on folded text. A subject ends where `ان`, a preposition of the verb or a word of time begins, and where what is
said begins; where the verb has none behind it, it stands before it, or is whoever spoke last (`واضاف ان`). A phrase
(`بحسب`, `على حد قول`) names whose the clause before it is.
"""
