// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.DeadManActivities;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Reports to a dead man's switch such as healthchecks.io: by POST to its URL, and to {@code /fail} below it for a survey that failed. A
 * service that does not know {@code /fail} answers 404, and notices the silence.
 */
public final class DeadManByHttp implements DeadManActivities {

    /** As failures name it. */
    private static final String KEY = "survey.deadMan";

    private final @Nullable Path urlFile;
    private final ChannelHttp http;

    /** @param urlFile holds the URL, which is a secret; null when the fleet file names none */
    public DeadManByHttp(@Nullable Path urlFile) {
        this.urlFile = urlFile;
        this.http = ChannelHttp.usual();
    }

    @Override
    public void report(SurveyEnd end) {
        if (urlFile == null) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The fleet file has no " + KEY + " any more. The next survey reads that, and reports nothing.");
        }
        URI url = ChannelSecrets.url(KEY, urlFile);
        http.send(
                KEY,
                urlFile,
                HttpRequest.newBuilder(end.failed() ? below(url, "/fail") : url)
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(BodyPublishers.ofString(end.sentence())));
    }

    private static URI below(URI url, String more) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = url.getRawPath().replaceAll("/+$", "") + more;
        return url.resolve(path + query);
    }
}
