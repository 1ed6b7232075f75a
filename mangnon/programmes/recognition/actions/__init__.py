"""Acts of recognition: rounds and classes, scoring and sending, checking and deciding."""

from mangnon.programmes.recognition.actions.deciding import recognise, refuse, return_dossier, verify
from mangnon.programmes.recognition.actions.rounds import open_round, set_class
from mangnon.programmes.recognition.actions.scoring import Checked, Told, attach_proof, score, submit

__all__ = [
    "Checked",
    "Told",
    "attach_proof",
    "open_round",
    "recognise",
    "refuse",
    "return_dossier",
    "score",
    "set_class",
    "submit",
    "verify",
]
