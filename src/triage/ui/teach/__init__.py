"""The Teach door on the screen: stories to practise on, and the projector. Only loaded once somebody goes there."""
