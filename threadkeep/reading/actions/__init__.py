"""What members do with their read marks. None of it tells a fact: what somebody has read is nobody else's news."""
