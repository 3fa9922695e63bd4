// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import io.temporal.failure.ApplicationFailure;
import java.util.Set;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** What an error of Slack's Web API means; Slack answers with HTTP 200 and {@code "ok": false}. */
final class SlackError {

    private static final Set<String> PASSING = Set.of(
            "ratelimited",
            "rate_limited",
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "team_added_to_org");

    private static final Set<String> DENIED = Set.of(
            "invalid_auth",
            "not_authed",
            "token_revoked",
            "token_expired",
            "account_inactive",
            "missing_scope",
            "not_allowed_token_type",
            "no_permission",
            "access_denied",
            "accesslimited",
            "ekm_access_denied",
            "org_login_required",
            "team_access_not_granted",
            "restricted_action");

    private static final Set<String> THREAD_GONE = Set.of(
            "cannot_reply_to_message",
            "thread_not_found",
            "message_not_found",
            "invalid_thread_ts",
            "thread_locked",
            "restricted_action_thread_locked");

    private static final Set<String> CHANNEL_GONE =
            Set.of("channel_not_found", "not_in_channel", "is_archived", "restricted_action_read_only_channel");

    private SlackError() {}

    /** Whether the message would be taken outside its thread: people can delete and lock threads. */
    static boolean isAboutThread(String error) {
        return THREAD_GONE.contains(error);
    }

    /** What comes of an error. It is quoted when it is one that Slack lists, since it comes from outside. */
    static ApplicationFailure failure(SlackBotSpec spec, String error) {
        String said = "Channel " + spec.name() + ": Slack answers with " + error;
        if (PASSING.contains(error)) {
            return Failures.of(FailureCode.UNAVAILABLE, said + ".");
        }
        if (DENIED.contains(error)) {
            return Failures.of(
                    FailureCode.ACCESS_DENIED,
                    said + ": the token in " + spec.tokenFile()
                            + " does not allow the message. Install the app anew with the scope chat:write.");
        }
        if (CHANNEL_GONE.contains(error)) {
            return Failures.of(
                    FailureCode.REFUSED,
                    said + " for the channel " + spec.channel()
                            + ". Name a channel by its ID, and invite the bot into it.");
        }
        if (isAboutThread(error) || error.equals("msg_too_long") || error.equals("no_text")) {
            return Failures.of(FailureCode.REFUSED, said + ".");
        }
        return Failures.of(
                FailureCode.REFUSED,
                "Channel " + spec.name() + ": Slack does not take the message, and does not say why.");
    }
}
