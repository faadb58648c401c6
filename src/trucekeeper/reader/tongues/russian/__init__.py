"""Attribution in Russian: one question a file, `sentence` asks them all."""
