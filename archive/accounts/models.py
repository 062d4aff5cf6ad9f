from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who logs in. A person of the archive's history is an authority, not a user."""
