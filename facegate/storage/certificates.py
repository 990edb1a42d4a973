"""The keys that certificates are signed with: derived from those of the data folder, so there is no other to lose."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from facegate.domain.certificates import Standing
from facegate.storage.keyset import CurrentKeys


class StoredCertificateKeys:
    """Implements :class:`facegate.domain.certificates.CertificateKeys` (Ed25519, RFC 8032). Thread-safe.

    A changed key signs with another one; of the old one the public half is kept, so that what it signed is still
    known as this data folder's.
    """

    def __init__(self, keys: CurrentKeys) -> None:
        self._keys = keys

    def signer(self) -> tuple[str, bytes]:
        """See :class:`facegate.domain.certificates.CertificateKeys`."""
        keyset = self._keys.keyset
        return keyset.active, keyset.verifying_key(keyset.active)

    def sign(self, key_id: str, data: bytes) -> bytes:
        """See :class:`facegate.domain.certificates.CertificateKeys`."""
        return self._keys.keyset.signing_key(key_id).sign(data)

    def fits(self, public_key: bytes, data: bytes, value: bytes) -> bool:
        """See :class:`facegate.domain.certificates.CertificateKeys`."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(value, data)
        except (InvalidSignature, ValueError):  # ValueError: not the bytes of a key
            return False
        return True

    def standing(self, public_key: bytes) -> Standing:
        """See :class:`facegate.domain.certificates.CertificateKeys`."""
        keyset = self._keys.keyset
        known = {keyset.verifying_key(key_id): key_id for key_id in (*keyset.verifying_keys, *keyset.roots)}
        found = known.get(public_key)
        if found is None:
            return Standing.UNKNOWN
        return Standing.CURRENT if found == keyset.active else Standing.FORMER
