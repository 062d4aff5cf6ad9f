"""The building to the public: its parts, what is wrong with them, what happened to it."""
