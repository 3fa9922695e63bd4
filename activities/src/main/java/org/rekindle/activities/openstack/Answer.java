// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/**
 * What a service answered.
 *
 * @param body a missing node when there was none, or when it was not JSON
 * @param requestId by which the cloud's operators find the request in their logs
 * @param maximumVersion the newest microversion that the service speaks, null when it does not say
 * @param retryAfter how long the service wants to be left alone, null when it does not say
 * @param redirect where it leads away to, null when it does not
 */
record Answer(
        Call call,
        int status,
        JsonNode body,
        @Nullable String requestId,
        @Nullable String maximumVersion,
        @Nullable Duration retryAfter,
        @Nullable String redirect) {

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * Whether the service knows no such thing. A 404 without the service's own words comes from something before it, such as
     * a load balancer without backends, and says nothing of what there is.
     */
    boolean isNotFound() {
        return status == 404 && !ServiceError.detail(body).isEmpty();
    }

    /** The service's own words, with the status and the request id. */
    String reason() {
        if (Redirect.is(status)) {
            return redirected();
        }
        String detail = ServiceError.detail(body);
        return (detail.isEmpty() ? "No reason was given." : detail) + " (" + inWords() + ")";
    }

    private String redirected() {
        if (redirect == null) {
            return "It answers with a redirect that names no address (" + inWords()
                    + "). Check the catalogue, and what stands before "
                    + call.service().label() + ".";
        }
        return "It answers with a redirect to " + redirect
                + ", which is not followed, since a token must not go where the"
                + " catalogue does not lead (" + inWords() + "). Set "
                + call.service()
                        .settingNames()
                        .get(call.service().settingNames().size() - 1)
                + "_endpoint_override of the cloud in clouds.yaml to " + Redirect.root(redirect, call.path())
                + ", or have the catalogue put right.";
    }

    /** For messages: what was asked, the status and the request id, without the body. */
    String inWords() {
        return call.inWords() + ": HTTP " + status + (requestId == null ? "" : ", request " + requestId);
    }

    /** This answer, or the failure that it means. */
    Answer required() {
        if (!isSuccess()) {
            throw failure();
        }
        return this;
    }

    /** The failure that this answer means to somebody who needed a success. */
    ApplicationFailure failure() {
        return retryAfter != null && code() == FailureCode.UNAVAILABLE
                ? Failures.unavailable(reason(), retryAfter)
                : Failures.of(code(), reason());
    }

    /**
     * Whether the service has refused what was asked for good, so that asking again will not help; neither a matter of
     * access nor a passing one. Magnum answers 403 both for a missing role and for a quota.
     */
    boolean isRefusal() {
        return code() == FailureCode.REFUSED || code() == FailureCode.AMBIGUOUS || code() == FailureCode.NOT_FOUND;
    }

    private FailureCode code() {
        return switch (status) {
            case 401 -> FailureCode.ACCESS_DENIED;
            case 403 -> isLimit() ? FailureCode.REFUSED : FailureCode.ACCESS_DENIED;
            case 404 -> isNotFound() ? FailureCode.NOT_FOUND : FailureCode.UNAVAILABLE;
            // 406: the microversion is no longer taken; the next try agrees on another one.
            case 406, 408, 425, 429 -> FailureCode.UNAVAILABLE;
            case 409 -> isSeveral() ? FailureCode.AMBIGUOUS : FailureCode.REFUSED;
            default ->
                status >= 500
                        ? FailureCode.UNAVAILABLE
                        : status >= 400 ? FailureCode.REFUSED : FailureCode.MISCONFIGURED;
        };
    }

    private boolean isLimit() {
        String detail = ServiceError.detail(body).toLowerCase(Locale.ROOT);
        return detail.contains("limit exceeded") || detail.contains("quota");
    }

    private boolean isSeveral() {
        return ServiceError.detail(body).toLowerCase(Locale.ROOT).contains("multiple ");
    }
}
