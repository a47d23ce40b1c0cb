"""The conversation. Pure: events in, effects out; an update is one `conversation.step`."""
