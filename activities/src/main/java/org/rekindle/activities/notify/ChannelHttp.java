// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Requests to the services of channels. What goes wrong becomes a failure that names the channel and the host, and nothing else of the
 * URL, which may be a secret.
 */
final class ChannelHttp {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final Duration whole;
    private final Clock clock;

    /** @param whole the longest time for an answer with its body */
    ChannelHttp(HttpClient client, Duration whole, Clock clock) {
        this.client = client;
        this.whole = whole;
        this.clock = clock;
    }

    /** As channels are called outside of tests. */
    static ChannelHttp usual() {
        return new ChannelHttp(client(), WHOLE, Clock.systemUTC());
    }

    /**
     * Trusts the authorities that Java trusts, and follows no redirect: it would show the secret to another address. It does not ask for
     * HTTP/2, since over plain HTTP that is an upgrade, which some servers never answer.
     */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** A request with a JSON body. */
    static HttpRequest.Builder json(String method, URI uri, Map<String, ?> body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json; charset=utf-8")
                .method(method, HttpRequest.BodyPublishers.ofString(text(body)));
    }

    /** JSON. */
    static String text(Map<String, ?> body) {
        return JSON.valueToTree(body).toString();
    }

    /**
     * Sends, and gives the body of a success. What is no JSON is {@code MissingNode}.
     *
     * @param secret the file whose secret lets the request in, which a failure names
     */
    JsonNode send(String channel, Path secret, HttpRequest.Builder request) {
        HttpRequest built =
                request.header("User-Agent", "Rekindle").timeout(whole).build();
        BoundedBody body = new BoundedBody();
        HttpResponse<Void> answer = exchange(channel, built, body);
        if (answer.statusCode() / 100 != 2) {
            throw failure(channel + ": " + built.uri().getHost(), secret, answer, body.text());
        }
        return parsed(body.text());
    }

    private HttpResponse<Void> exchange(String channel, HttpRequest request, BoundedBody body) {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, body.handler());
        try {
            // The request's own timeout ends with the headers: a body may trickle for ever.
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unanswered(channel, request, e);
        } catch (ExecutionException e) {
            throw unanswered(channel, request, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(FailureCode.UNAVAILABLE, "Interrupted; another attempt begins again.");
        } finally {
            answer.cancel(true);
        }
    }

    private static ApplicationFailure unanswered(String channel, HttpRequest request, @Nullable Throwable e) {
        String reason = "it gives no answer";
        if (e != null) {
            reason = SilenceReason.of(e);
        }
        return Failures.of(
                FailureCode.UNAVAILABLE,
                "Channel " + channel + ": " + request.uri().getHost() + " cannot be reached: " + reason + ".");
    }

    private ApplicationFailure failure(String who, Path secret, HttpResponse<Void> answer, String body) {
        int status = answer.statusCode();
        String said = "Channel " + who + " answers with HTTP " + status;
        if (status == 429 || status == 503) {
            Duration after = RetryAfter.of(answer.headers(), body, clock.instant());
            if (after != null) {
                return Failures.unavailable(said + " and asks to wait " + after.toSeconds() + " s.", after);
            }
        }
        if (status / 100 == 5 || status == 429 || status == 408 || status == 425) {
            return Failures.of(FailureCode.UNAVAILABLE, said + ".");
        }
        if (status == 401 || status == 403) {
            return Failures.of(
                    FailureCode.ACCESS_DENIED,
                    said + ": it does not accept what is in " + secret + ". Write a secret into it that is valid.");
        }
        return Failures.of(FailureCode.REFUSED, said + ": " + refusal(status, secret));
    }

    private static String refusal(int status, Path secret) {
        if (status / 100 == 3) {
            return "it leads to another address, and no redirect is followed. Write the last address into the configuration.";
        }
        if (status == 404 || status == 410) {
            return "there is nothing at this address. Look whether what is in " + secret
                    + " still exists, and whether the configuration names the right place.";
        }
        return "it does not take the message.";
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            // A webhook of Slack says "ok", one of Teams nothing.
            return MissingNode.getInstance();
        }
    }
}
