"""What Slack's error codes mean for a message: whether to give it up, try again, or first mend something.

From the error tables of the methods called here (chat.postMessage, chat.postEphemeral, chat.update, views.publish,
conversations.open, conversations.history, functions.complete… and the files' upload),
https://docs.slack.dev/reference/methods.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """`permanent`: the same call fails for ever. `transient`: it may succeed later. `ambiguous`: it may have succeeded
    in spite of the answer. `token`, `scope`: whoever runs Evenhand has to mend its token or its rights, and the call
    is right."""

    PERMANENT = "permanent"
    TRANSIENT = "transient"
    AMBIGUOUS = "ambiguous"
    TOKEN = "token"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`reason` is a sentence for whoever runs Evenhand, with the remedy where there is one."""

    trouble: Trouble
    reason: str


P, T, A, K, S = Trouble.PERMANENT, Trouble.TRANSIENT, Trouble.AMBIGUOUS, Trouble.TOKEN, Trouble.SCOPE
_BUG = "Slack does not accept the call as it was made; this is a fault of Evenhand's, please report it"
_TABLE: tuple[tuple[Trouble, str, str], ...] = (
    (P, "the channel or person is unknown, or it is private and the app is not in it", "channel_not_found"),
    (P, "the channel is unknown", "invalid_channel duplicate_channel_not_found"),
    (P, "the channel is archived; give the team another one", "is_archived is_inactive"),
    (P, "the app is not in the channel; invite it there", "not_in_channel"),
    (P, "the reader is not in the channel", "user_not_in_channel"),
    (P, "the account has been deactivated in Slack", "user_disabled"),
    (P, "Slack does not know this person", "user_not_found user_not_visible users_list_not_supplied"),
    (
        P,
        "no conversation can be opened with these people",
        "invalid_user_combination not_enough_users too_many_users method_not_supported_for_channel_type",
    ),
    (
        P,
        "the workspace does not let the app post there",
        "restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel "
        "restricted_action_thread_locked restricted_action_thread_only_channel cannot_reply_to_message access_denied "
        "posting_to_channel_denied channel_is_limited_access send_on_behalf_not_allowed app_access_restricted "
        "cant_broadcast_message no_dual_broadcast_content_update",
    ),
    (
        P,
        "the message is longer than Slack takes",
        "msg_too_long msg_blocks_too_long metadata_too_large view_too_large attachment_payload_limit_exceeded "
        "too_many_attachments too_many_contact_cards alt_txt_too_large",
    ),
    (
        P,
        "Slack does not take the message's content; this is a fault of Evenhand's, please report it",
        "invalid_blocks invalid_blocks_format invalid_attachments no_text block_mismatch markdown_text_conflict "
        "invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_from_app duplicate_external_id "
        "missing_profile_id",
    ),
    (
        P,
        "the message to be changed is gone or may no longer be changed",
        "message_not_found cant_update_message edit_window_closed duplicate_message_not_found draft_already_deleted "
        "draft_already_sent draft_has_conflict draft_not_found",
    ),
    (
        P,
        "the file cannot be shared",
        "file_not_found file_deleted file_is_deleted file_share_limit_reached max_file_sharing_exceeded "
        "unable_to_share_files missing_file_data channels_limit_exceeded",
    ),
    (
        P,
        "the workspace does not take such files",
        "blocked_file_type file_type_not_allowed file_upload_size_restricted file_uploads_disabled "
        "file_uploads_except_images_disabled snippet_too_large unknown_snippet_type unknown_subtype "
        "slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked "
        "slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked "
        "slack_connect_lists_sharing_blocked",
    ),
    (P, "Slack knows no such step of a workflow, or it is another app's", "function_execution_not_found"),
    (P, "the step of the workflow has ended already", "execution_not_in_running_state"),
    (P, "the workspace's file storage is full; make room", "storage_limit_reached"),
    (
        P,
        _BUG,
        "as_user_not_supported invalid_arg_name invalid_arguments invalid_array_arg invalid_charset invalid_cursor "
        "invalid_form_data invalid_metadata_filter_keys invalid_post_type invalid_ts_latest invalid_ts_oldest "
        "missing_argument parameter_validation_failed missing_post_type not_implemented team_not_found",
    ),
    (P, "Slack no longer has this method; update Evenhand", "deprecated_endpoint method_deprecated unknown_method"),
    (T, "Slack asks for a pause", "ratelimited rate_limited message_limit_exceeded"),
    (T, "Slack is not available at the moment", "service_unavailable request_timeout"),
    (
        T,
        "Slack is moving the workspace or channel and takes calls again afterwards",
        "team_added_to_org org_login_required external_channel_migrating",
    ),
    (T, "something else changed it at the same moment", "hash_conflict streaming_state_conflict"),
    (A, "Slack broke down over it and may have acted all the same", "internal_error fatal_error"),
    (A, "Slack may have changed it all the same", "update_failed file_update_failed"),
    (K, "the token has been revoked, or the app removed; set a new SLACK_BOT_TOKEN", "token_revoked account_inactive"),
    (K, "the token has expired; set a new SLACK_BOT_TOKEN", "token_expired"),
    (K, "Slack does not know the token; set SLACK_BOT_TOKEN again", "invalid_auth not_authed"),
    (K, "a bot token (xoxb-…) is needed; set SLACK_BOT_TOKEN again", "not_allowed_token_type is_bot"),
    (K, "Slack does not let this server's network in; allow its address", "accesslimited"),
    (K, "the workspace wants two-factor authentication of whoever installed the app", "two_factor_setup_required"),
    (S, "a right is missing; reinstall the app from `evenhand manifest`", "missing_scope no_permission"),
    (
        S,
        "the app's messages or Home tab are switched off; update it from `evenhand manifest`",
        "messages_tab_disabled not_enabled",
    ),
    (S, "an administrator has to let the app into this workspace", "team_access_not_granted enterprise_is_restricted"),
    (S, "administrators have suspended posting", "ekm_access_denied"),
)
MEANINGS: Mapping[str, Meaning] = {
    code: Meaning(trouble, reason) for trouble, reason, codes in _TABLE for code in codes.split()
}


def trouble_of(code: str) -> Trouble:
    """What an unknown code says is kept as final: to repeat what Slack refuses helps nobody."""
    known = MEANINGS.get(code)
    return known.trouble if known else P


def reason_of(error: str | None) -> str:
    """A sentence for the `last_error` of a delivery; empty when there is nothing to add to it."""
    if not error:
        return ""
    code = error.rpartition(": ")[2] if error.startswith("history cannot be read") else error
    if known := MEANINGS.get(code):
        return known.reason
    if code.startswith("http_") or code == "unreadable_answer":
        return "something between here and Slack answered in its place; look at proxies"
    if code.startswith(("no answer", "cannot connect")):
        return "Slack could not be reached, or its answer was lost on the way"
    if code.startswith("not rendered"):
        return "this is a fault of Evenhand's, please report it with the log's lines about this key"
    return "Evenhand does not know this answer" if code.replace("_", "").isalnum() else ""
