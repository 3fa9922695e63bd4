// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Type;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rekindle.activities.heartbeat.TimeLeft;
import org.rekindle.activities.secrets.SecretFile;
import org.rekindle.activities.tls.Authorities;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.run.FailureCode;

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

    /**
     * Trusts the authorities that Java trusts, and follows redirects that do not leave HTTPS. It does not ask for HTTP/2: over plain HTTP
     * that is an upgrade, which JupyterHub's proxy takes for one to a websocket and never answers.
     */
    public HttpHubActivities() {
        this(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
    }

    /** @param client for other authorities or a proxy */
    public HttpHubActivities(HttpClient client) {
        this.client = client;
        this.clock = Clock.systemUTC();
    }

    /** A file that cannot be read is no reason to stop a run that has not come to the hubs yet. */
    @Override
    public HubSighting look(HubTarget target) {
        try {
            return lookAtEach(target);
        } catch (ApplicationFailure unread) {
            return new HubSighting(false, unread.getOriginalMessage());
        }
    }

    private HubSighting lookAtEach(HubTarget target) {
        return HubSighting.all(
                target.verification().everyHub().stream().map(this::look).toList());
    }

    private HubSighting look(NamedHub hub) {
        HubSighting seen = new HubHealth(following(hub.verification())).look(hub.verification());
        return new HubSighting(seen.healthy(), hub.said(seen.detail()));
    }

    @Override
    public HubSighting awaitHealthy(HubTarget target) {
        HubSighting sighting = lookAtEach(target);
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
        BuildPhases story = new BuildPhases(earlierPhases(context));
        LaunchedServer servers = new LaunchedServer(staying(verification), clock, Patience.of(target.pollEvery()));
        return new BuildProver(
                        following(verification),
                        servers,
                        clock,
                        context::heartbeat,
                        context.getInfo().getAttempt())
                .prove(binderUrl, spec, story, TimeLeft.deadline(context.getInfo()));
    }

    @Override
    public CellProof proveCell(CellRequest request) {
        Verification verification = request.hub().verification();
        String hub = verification.hubUrl();
        String tokenFile = verification.userTokenFile();
        if (hub == null || tokenFile == null) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "Cluster " + request.hub().cluster()
                            + " names no JupyterHub or no token of it, so no cell can be run.");
        }
        if (verification.accessTakesAuthorization()) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "Cluster " + request.hub().cluster()
                            + " has a login in front of the JupyterHub that takes the header Authorization, in which the"
                            + " JupyterHub takes its token, so no cell can be run.");
        }
        Instant deadline = TimeLeft.deadline(Activity.getExecutionContext().getInfo());
        Patience patience = Patience.of(request.hub().pollEvery());
        return new CellProver(staying(verification), clock, patience).prove(hub, token(tokenFile), request, deadline);
    }

    /** Behind a login no client follows a redirect: {@link HubHttp} does, where it shows the login to nobody else. */
    private HubHttp following(Verification verification) {
        HubLogin login = HubLogin.of(verification);
        if (login.isAsked()) {
            return new HubHttp(builder(verification).build(), login);
        }
        if (verification.trustFile() == null) {
            return new HubHttp(client);
        }
        return new HubHttp(
                builder(verification).followRedirects(client.followRedirects()).build());
    }

    /** Shows a token to no address that the asked one leads to. */
    private HubHttp staying(Verification verification) {
        return new HubHttp(builder(verification).build(), HubLogin.of(verification));
    }

    private HttpClient.Builder builder(Verification verification) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(client.connectTimeout().orElse(CONNECT));
        client.proxy().ifPresent(builder::proxy);
        if (verification.trustFile() == null) {
            return builder.sslContext(client.sslContext()).sslParameters(client.sslParameters());
        }
        return builder.sslContext(Authorities.beside(verification.trustFile()).context());
    }

    /** Read anew by every attempt, and kept nowhere. */
    private static String token(String file) {
        try {
            return SecretFile.readToken(Path.of(file));
        } catch (SecretFile.Unusable unusable) {
            throw Failures.of(
                    FailureCode.NOT_FOUND,
                    "No cell can be run without the hub's token: " + unusable.getMessage() + ".");
        }
    }

    private static List<String> earlierPhases(ActivityExecutionContext context) {
        @SuppressWarnings("unchecked")
        List<String> phases = (List<String>)
                context.getHeartbeatDetails(List.class, (Type) List.class).orElse(List.of());
        return phases;
    }
}
