"""A time-stamp by an authority of our own (openssl ts), without a network."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from trucekeeper.cli.main import main

SAY = ["claim", "speaker=a team", "clause=CF", "polarity=no", "said=2016-12-14T13:00+02:00"]
CONFIG = """
[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha512
ess_cert_id_alg = sha256
[ext]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""


def openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a ledger, and an authority with a root of its own."""
    if shutil.which("openssl") is None or importlib.util.find_spec("rfc3161_client") is None:
        pytest.skip("openssl or rfc3161-client (extra sign) is not installed")
    monkeypatch.chdir(tmp_path)
    Path("ts.cnf").write_text(CONFIG)
    Path("serial").write_text("01")
    new = ["-newkey", "rsa:2048", "-nodes", "-days", "3650"]
    openssl("req", "-x509", *new, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=root")
    openssl("req", *new[:3], "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=tsa")
    signing = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "ts.cnf", "-extensions", "ext"]
    openssl("x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", "-days", "3650", *signing)
    assert main(["record", "--into", "my.ledger", "--as", "desk", *SAY]) == 0


def test_a_seal_is_stamped_checked_and_kept(authority: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stamp", "my.ledger", "--request", "seal.tsq"]) == 0
    openssl("ts", "-reply", "-config", "ts.cnf", "-queryfile", "seal.tsq", "-out", "seal.tsr")
    assert main(["record", "--into", "my.ledger", "--as", "desk", *SAY]) == 0
    capsys.readouterr()

    answer = ["--answer", "seal.tsr", "--roots", "root.pem"]
    assert main(["stamp", "my.ledger", *answer, "--as", "desk", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["position"] == 1
    assert main(["verify", "my.ledger"]) == 0

    assert main(["record", "--into", "other.ledger", "--as", "desk", *SAY]) == 0
    assert main(["stamp", "other.ledger", *answer]) == 2
    assert "it was made for something else" in capsys.readouterr().err


def test_a_stamp_by_nobody_trusted_or_a_changed_one_is_none(
    authority: None, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["stamp", "my.ledger", "--request", "seal.tsq"])
    openssl("ts", "-reply", "-config", "ts.cnf", "-queryfile", "seal.tsq", "-out", "seal.tsr")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "o.key", "-out", "o.pem", "-subj", "/CN=other")
    whole = Path("seal.tsr").read_bytes()
    Path("bent.tsr").write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])

    assert main(["stamp", "my.ledger", "--answer", "seal.tsr", "--roots", "o.pem"]) == 2
    assert main(["stamp", "my.ledger", "--answer", "bent.tsr", "--roots", "root.pem"]) == 2
    assert main(["stamp", "my.ledger", "--answer", "seal.tsq", "--roots", "root.pem"]) == 2
    assert capsys.readouterr().err.count("this is no time-stamp on a seal of this ledger") == 3
    assert main(["stamp", "my.ledger"]) == 2
