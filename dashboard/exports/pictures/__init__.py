"""The parts of a drawn picture. All of this knows matplotlib, which is slow to import: import it where it is used."""
