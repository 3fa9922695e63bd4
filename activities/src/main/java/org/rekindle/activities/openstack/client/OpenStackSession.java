// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.client.CloudProvider;
import org.openstack4j.api.exceptions.ConnectionException;
import org.openstack4j.api.exceptions.ResponseException;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.model.identity.v3.Token;
import org.openstack4j.openstack.OSFactory;
import org.openstack4j.openstack.internal.OSAuthenticator;
import org.openstack4j.openstack.internal.OSClientSession;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * A way into one cloud, for many threads and for hours.
 *
 * <p>Properties: openstack4j keeps its session with the thread, so each request first binds the thread to this cloud, and
 * no request can reach another cloud than its own; one token serves all threads and is renewed shortly before it ends, or
 * when a service no longer takes it; a request that a service rejects with 401 is sent again with a new token, which is
 * safe since it was not carried out, and fails only when a token is rejected that was made for it; no failure holds a token
 * or a password.
 */
public final class OpenStackSession {

    /** The longest time that a service may ask to be left alone; it may be wrong, and a deadline is waiting. */
    private static final long LONGEST_REST = 300;

    /** A token is not used to its very end, since a request may have to wait; short lives get shorter margins. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final String REQUEST_ID = "X-Openstack-Request-Id";

    private final ObjectMapper json = new ObjectMapper();
    private final Object login = new Object();
    private final MagnumVersion magnumVersion = new MagnumVersion();
    private final CloudEntry cloud;
    private final Config config;
    private final Clock clock;
    private @Nullable Token token;
    private Instant renewAt = Instant.MAX;

    /**
     * A session; it logs in when it is first used.
     *
     * @param connectTimeout how long a connection may take
     * @param answerTimeout how long a whole answer may take
     */
    public OpenStackSession(CloudEntry cloud, Duration connectTimeout, Duration answerTimeout, Clock clock) {
        this.cloud = cloud;
        this.clock = clock;
        this.config = Config.newConfig()
                .withConnectionTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .withReadTimeout(Math.toIntExact(answerTimeout.toMillis()))
                .withEndpointURLResolver(new StrictEndpoints(cloud));
        if (!cloud.verify()) {
            config.withSSLVerificationDisabled();
        } else if (cloud.authority() != null) {
            config.withSSLContext(Trust.only(cloud.authority()));
        }
    }

    /** What Magnum speaks here, shared by all who talk to it. */
    public MagnumVersion magnumVersion() {
        return magnumVersion;
    }

    /** The entry of {@code clouds.yaml} that it logs in with. */
    public CloudEntry entry() {
        return cloud;
    }

    /** Sends a request and returns the answer, errors too. */
    public ServiceAnswer send(ServiceCall call) {
        return send(call, token -> call);
    }

    /** What Keystone says of our own token: whom it is for, with which roles, in which project, and by which credential. */
    public ServiceAnswer ownToken() {
        ServiceCall call = ServiceCall.get(CloudService.IDENTITY, "/auth/tokens");
        return send(call, token -> call.withHeader("X-Subject-Token", token.getId()));
    }

    /**
     * Sends a request whose form depends on the token.
     *
     * @param reported what failures show of it, without the token
     */
    private ServiceAnswer send(ServiceCall reported, Function<Token, ServiceCall> form) {
        Pass pass = pass(null);
        ServiceAnswer answer = send(reported, form.apply(pass.token()), pass.token());
        boolean settled = false;
        while (answer.status() == 401 && !settled) {
            // Another thread's new token may have been revoked since, so only the rejection of our own settles it.
            pass = pass(pass.token());
            settled = pass.isOwn();
            answer = send(reported, form.apply(pass.token()), pass.token());
        }
        return answer;
    }

    private ServiceAnswer send(ServiceCall call, ServiceCall sent, Token with) {
        OSFactory.clientFromToken(with, cloud.facing(), config);
        // OpenStack's services log it beside their own, so that a request that was never answered can be found as well.
        String request = "req-" + UUID.randomUUID();
        try (HttpResponse response = new RestService(call.service()).send(sent.withHeader(REQUEST_ID, request))) {
            return new ServiceAnswer(
                    call,
                    response.getStatus(),
                    body(response, with),
                    response.header(REQUEST_ID),
                    response.header("OpenStack-API-Maximum-Version"),
                    rest(response.header("Retry-After")),
                    Redirect.target(URI.create(endpoint(call) + call.path()), response.header("Location")));
        } catch (ConnectionException e) {
            throw unreachable(call.inWords() + " at " + endpoint(call) + " (global request " + request + ")", e);
        } catch (IOException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    call.inWords() + ": the answer could not be read (global request " + request + ").");
        }
    }

    /** OpenStack says it in seconds. Where HTTP's other form, a date, is sent, the usual pause is kept. */
    private static @Nullable Duration rest(@Nullable String retryAfter) {
        if (retryAfter != null && retryAfter.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Math.min(Long.parseLong(retryAfter), LONGEST_REST));
        }
        return null;
    }

    private static String endpoint(ServiceCall call) {
        return OSClientSession.getCurrent().getEndpoint(call.service().type());
    }

    private JsonNode body(HttpResponse response, Token with) throws IOException {
        try (InputStream received = response.getInputStream()) {
            String text = new String(received.readAllBytes(), StandardCharsets.UTF_8);
            // Errors are quoted in histories, and one might quote what we sent.
            if (response.getStatus() >= 400) {
                text = text.replace(with.getId(), "(token)");
            }
            JsonNode read = json.readTree(text);
            if (read == null) {
                return MissingNode.getInstance();
            }
            return read;
        } catch (JsonProcessingException e) {
            // An error page of a proxy, perhaps: its status says enough. A success without JSON is noticed by its user.
            return MissingNode.getInstance();
        }
    }

    /**
     * A token for a request.
     *
     * @param isOwn whether it was made for this request, and not for one before it or beside it
     */
    private record Pass(Token token, boolean isOwn) {}

    /** The token to use: a new one when there is none, when it ends soon, or when it is the one that was rejected. */
    private Pass pass(@Nullable Token rejected) {
        synchronized (login) {
            Token current = token;
            if (current != null && current != rejected && clock.instant().isBefore(renewAt)) {
                return new Pass(current, false);
            }
            Token fresh = logIn();
            token = fresh;
            renewAt = renewAt(fresh);
            return new Pass(fresh, true);
        }
    }

    /** A new token seems expired when the clocks differ; then a service says when a newer one is needed. */
    private Instant renewAt(Token fresh) {
        Instant now = clock.instant();
        if (fresh.getExpires() == null) {
            return Instant.MAX;
        }
        Duration life = Duration.between(now, fresh.getExpires().toInstant());
        if (life.isNegative() || life.isZero()) {
            return Instant.MAX;
        }
        Duration quarter = life.dividedBy(4);
        if (quarter.compareTo(MARGIN) < 0) {
            return now.plus(life).minus(quarter);
        }
        return now.plus(life).minus(MARGIN);
    }

    private Token logIn() {
        try {
            OSAuthenticator.invoke(
                    cloud.credential().login(),
                    cloud.authUrl().toString(),
                    cloud.facing(),
                    config,
                    CloudProvider.UNKNOWN);
        } catch (ConnectionException e) {
            throw unreachable("Keystone at " + cloud.authUrl(), e);
        } catch (ResponseException e) {
            throw refused(e);
        }
        Token fresh = ((OSClientSession.OSClientSessionV3) OSClientSession.getCurrent()).getToken();
        if (fresh.getId() == null || fresh.getId().isBlank() || fresh.getCatalog() == null) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "Keystone at " + cloud.authUrl()
                            + " gave a token without a catalogue of services. Check auth_url and"
                            + " the project of clouds." + cloud.name() + " in " + cloud.file() + ".");
        }
        return fresh;
    }

    private ApplicationFailure refused(ResponseException e) {
        String words = Objects.requireNonNullElse(e.getMessage(), "")
                .replace(cloud.credential().secret(), "(secret)");
        String said = "Keystone at " + cloud.authUrl() + " said HTTP " + e.getStatus() + ": " + words;
        if (Redirect.is(e.getStatus())) {
            return redirected(e.getStatus(), words);
        }
        return switch (e.getStatus()) {
            case 401, 403 ->
                Failures.of(
                        FailureCode.ACCESS_DENIED,
                        said + " Check the credentials of clouds." + cloud.name() + " in " + cloud.file()
                                + " (or secure.yaml beside it): they are wrong, expired or revoked.");
            case 408, 425, 429 -> Failures.of(FailureCode.UNAVAILABLE, said);
            default ->
                Failures.of(
                        e.getStatus() >= 500 ? FailureCode.UNAVAILABLE : FailureCode.MISCONFIGURED,
                        said + (said.endsWith(".") ? "" : ".") + " Check auth_url of clouds." + cloud.name() + " in "
                                + cloud.file() + ".");
        };
    }

    private ApplicationFailure redirected(int status, String target) {
        String where = "auth_url of clouds." + cloud.name() + " in " + cloud.file();
        return Failures.of(
                FailureCode.MISCONFIGURED,
                "Keystone at " + cloud.authUrl() + " said HTTP " + status + ": it answers with a redirect"
                        + redirectedTo(target, where));
    }

    private static String redirectedTo(String target, String where) {
        if (target.isEmpty()) {
            return " that names no address. Check " + where + ".";
        }
        return " to " + target + ", which is not followed, since a password must not go where it leads. Write "
                + Redirect.root(target, "/auth/tokens") + " as " + where + " if that is your cloud.";
    }

    private ApplicationFailure unreachable(String what, ConnectionException e) {
        if (ConnectionErrors.isSilence(e)) {
            return Failures.of(
                    FailureCode.UNAVAILABLE,
                    what + " did not answer within "
                            + Duration.ofMillis(config.getReadTimeout()).toSeconds() + " s.");
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return Failures.of(
                        FailureCode.MISCONFIGURED,
                        what + " serves a certificate that is not trusted: " + cause.getMessage()
                                + ". Set cacert of clouds." + cloud.name() + " in " + cloud.file()
                                + " to the authority that signed it.");
            }
        }
        return Failures.of(FailureCode.UNAVAILABLE, what + " cannot be reached: " + ConnectionErrors.of(e));
    }
}
