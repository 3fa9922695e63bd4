// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.lang.reflect.Type;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.rekindle.activities.heartbeat.TimeLeft;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.HubActivities;
import org.rekindle.workflows.model.BuildProof;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.Verification;

/**
 * Talks to JupyterHub and BinderHub over HTTP.
 *
 * <p>{@link #proveBuild} runs until the stream ends, the time of its attempt is nearly over, or it is cancelled: give it a
 * heartbeat timeout and as long as a build may take.
 */
public final class HttpHubActivities implements HubActivities {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Clock clock;

    /** Trusts the authorities that Java trusts, and follows redirects that do not leave HTTPS. */
    public HttpHubActivities() {
        this(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
    }

    /** @param client for other authorities or a proxy */
    public HttpHubActivities(HttpClient client) {
        this.client = client;
        this.clock = Clock.systemUTC();
    }

    @Override
    public HubSighting look(HubTarget target) {
        return new HubHealth(new HubHttp(client)).look(target.verification());
    }

    @Override
    public HubSighting awaitHealthy(HubTarget target) {
        HubSighting sighting = look(target);
        if (!sighting.healthy()) {
            throw Failures.stillWaiting(sighting.detail(), target.pollEvery());
        }
        return sighting;
    }

    @Override
    public BuildProof proveBuild(HubTarget target) {
        Verification verification = target.verification();
        String binderUrl = verification.binderUrl();
        String spec = verification.buildSpec();
        if (binderUrl == null || spec == null) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "Cluster " + target.cluster()
                            + " names no BinderHub or nothing to build, so no build can be proven.");
        }
        ActivityExecutionContext context = Activity.getExecutionContext();
        BuildStory story = new BuildStory(earlierPhases(context));
        LaunchedServer servers = new LaunchedServer(new HubHttp(client), clock, target.pollEvery());
        return new BuildProver(client, servers, clock, context::heartbeat)
                .prove(binderUrl, spec, story, TimeLeft.deadline(context.getInfo()));
    }

    private static List<String> earlierPhases(ActivityExecutionContext context) {
        @SuppressWarnings("unchecked")
        List<String> phases = (List<String>)
                context.getHeartbeatDetails(List.class, (Type) List.class).orElse(List.of());
        return phases;
    }
}
