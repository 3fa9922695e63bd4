// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.util.List;
import java.util.Locale;
import org.rekindle.workflows.model.run.FailureCode;

/** Helm's errors are text alone: says by its words which code one is. */
final class HelmFailures {

    /**
     * Another attempt may help: the cluster or the repository did not answer, or another Helm is at work on the release.
     */
    private static final List<String> PASSING = List.of(
            "another operation (install/upgrade/rollback) is in progress",
            "kubernetes cluster unreachable",
            "connection refused",
            "connection reset",
            "no such host",
            "i/o timeout",
            "tls handshake timeout",
            "context deadline exceeded",
            "timed out waiting",
            "client rate limiter",
            "unexpected eof",
            "the server is currently unable to handle the request",
            "etcdserver:",
            "too many requests",
            "internal error occurred",
            "the object has been modified",
            "500 internal server error",
            "502 bad gateway",
            "503 service unavailable",
            "504 gateway timeout",
            "x509:");

    private static final List<String> DENIED =
            List.of("unauthorized", "you must be logged in", " is forbidden: user ", "authentication required");

    private static final List<String> MISSING = List.of(
            "chart.yaml file is missing",
            "no chart version found",
            "no chart name found",
            "not found in release index",
            "missing in charts/ directory",
            "non-absolute urls should be in form of repo_name/path_to_chart",
            "looks like",
            "failed to download",
            "no such file or directory",
            "failed to fetch");

    private HelmFailures() {}

    static FailureCode code(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (PASSING.stream().anyMatch(lower::contains)) {
            return FailureCode.UNAVAILABLE;
        }
        if (DENIED.stream().anyMatch(lower::contains)) {
            return FailureCode.ACCESS_DENIED;
        }
        if (MISSING.stream().anyMatch(lower::contains)) {
            return FailureCode.NOT_FOUND;
        }
        return FailureCode.REFUSED;
    }
}
