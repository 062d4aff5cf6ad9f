"""Demonstration: furnishes an empty site with sourced records and with samples that say they are samples."""
