"""Keys of tests; they open nothing else."""

from bot.db.sealing.keyring import Keyring

KEY = "dGVzdHMnIGtleSwgd2hpY2ggb3BlbnMgbm90aGluZyE="
OTHER_KEY = "dGVzdHMnIG90aGVyIGtleSwgYWxzbyBvZiBubyB1c2U="
KEYRING, OTHER_KEYRING = Keyring([KEY]), Keyring([OTHER_KEY])
