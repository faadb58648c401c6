"""Alerts of a control room: what is due to be told, as messages, sent by e-mail or webhook."""
