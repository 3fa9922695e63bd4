// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * What a service answered.
 *
 * @param body a missing node when there was none, or when it was not JSON
 * @param requestId by which the cloud's operators find the request in their logs
 * @param maximumVersion the newest microversion that the service speaks, null when it does not say
 * @param retryAfter how long the service wants to be left alone, null when it does not say
 * @param redirect where it leads away to, null when it does not
 */
public record ServiceAnswer(
        ServiceCall call,
        int status,
        JsonNode body,
        @Nullable String requestId,
        @Nullable String maximumVersion,
        @Nullable Duration retryAfter,
        @Nullable String redirect) {

    /** Whether the service did what was asked, or has accepted it. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * Whether the service knows no such thing. A 404 without the service's own words comes from something before it, such as
     * a load balancer without backends, and says nothing of what there is.
     */
    public boolean isNotFound() {
        return status == 404 && !ServiceError.detail(body).isEmpty();
    }

    /** The service's own words, with the status and the request id. */
    public String reason() {
        if (Redirect.is(status)) {
            return redirected();
        }
        String detail = ServiceError.detail(body);
        if (detail.isEmpty()) {
            return "No reason was given. (" + inWords() + ")";
        }
        return detail + " (" + inWords() + ")";
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
                + ", or have the catalogue fixed.";
    }

    /** For messages: what was asked, the status and the request id, without the body. */
    public String inWords() {
        String answered = call.inWords() + ": HTTP " + status;
        if (requestId == null) {
            return answered;
        }
        return answered + ", request " + requestId;
    }

    /** This answer, or the failure that it means. */
    public ServiceAnswer required() {
        if (!isSuccess()) {
            throw failure();
        }
        return this;
    }

    /** The failure that this answer means to a caller who needed a success. */
    public ApplicationFailure failure() {
        if (retryAfter != null && code() == FailureCode.UNAVAILABLE) {
            return Failures.unavailable(reason(), retryAfter);
        }
        return Failures.of(code(), reason());
    }

    /**
     * Whether the service has refused what was asked for good, so that asking again will not help; neither a matter of
     * access nor a passing one. Magnum answers 403 both for a missing role and for a quota.
     */
    public boolean isRefusal() {
        return code() == FailureCode.REFUSED || code() == FailureCode.AMBIGUOUS || code() == FailureCode.NOT_FOUND;
    }

    private FailureCode code() {
        return switch (status) {
            case 401 -> FailureCode.ACCESS_DENIED;
            case 403 -> codeOfForbidden();
            case 404 -> codeOfNotFound();
            // 406: the microversion is no longer taken; the next try agrees on another one.
            case 406, 408, 425, 429 -> FailureCode.UNAVAILABLE;
            case 409 -> codeOfConflict();
            default -> codeOfClass();
        };
    }

    private FailureCode codeOfForbidden() {
        if (isLimit()) {
            return FailureCode.REFUSED;
        }
        return FailureCode.ACCESS_DENIED;
    }

    private FailureCode codeOfNotFound() {
        if (isNotFound()) {
            return FailureCode.NOT_FOUND;
        }
        return FailureCode.UNAVAILABLE;
    }

    private FailureCode codeOfConflict() {
        if (isSeveral()) {
            return FailureCode.AMBIGUOUS;
        }
        return FailureCode.REFUSED;
    }

    private FailureCode codeOfClass() {
        return switch (status / 100) {
            case 0, 1, 2, 3 -> FailureCode.MISCONFIGURED;
            case 4 -> FailureCode.REFUSED;
            default -> FailureCode.UNAVAILABLE;
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
