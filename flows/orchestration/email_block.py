"""The notification block through which a Prefect server writes e-mail by SMTP, without a service in between.

Prefect brings a block for one mail service only. This one stands in the entry points of the package
(`prefect.collections`), so every server and client in whose environment equalwork is installed knows it.
"""

from __future__ import annotations

from prefect.blocks.notifications import AppriseNotificationBlock


class EmailBlock(AppriseNotificationBlock):
    """Writes e-mail through the mail server that an Apprise address names (`mailtos://…`)."""

    _block_type_name = "Equalwork e-mail"
    _block_type_slug = "equalwork-email"
