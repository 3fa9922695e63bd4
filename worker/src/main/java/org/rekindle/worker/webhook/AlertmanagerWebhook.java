// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.Suggestion;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.Started;
import org.rekindle.workflows.model.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts from Prometheus Alertmanager and brings them to the clusters' runs.
 *
 * <p>The answers follow from what Alertmanager does with them: it notes success alone. What is answered 5xx it repeats within
 * the flush, with growing pauses; what is answered 4xx it tries once a flush, and so again every {@code group_interval} for as
 * long as the alert fires. So 503 while Temporal is away, too much comes at once or a body does not arrive, which may be
 * otherwise in a moment; 202 for a cluster that is not ours, since repeating would not help and other receivers may share the
 * route; 400, 401 and 413 for what its owner must mend. A body that breaks off has said something until then, and
 * that is taken all the same: the answer speaks of the rest.
 */
public final class AlertmanagerWebhook implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerWebhook.class);

    /** Of a group of ten thousand alerts 4 MB were seen. */
    private static final int LARGEST_BODY = 8 * 1024 * 1024;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Each holds a thread while its body arrives and Temporal is told; the others are for whoever asks for health. */
    private static final int AT_ONCE = 3;

    /** One answer per cluster, in sentences. */
    record Told(List<String> results) {}

    private final BearerToken token;
    private final Collection<String> clusters;
    private final Set<String> known;
    private final MeterRegistry registry;
    private final Recoveries recoveries;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param clusters the ids of the fleet file */
    public AlertmanagerWebhook(BearerToken token, Collection<String> clusters, Recoveries recoveries) {
        this(token, clusters, recoveries, new CompositeMeterRegistry());
    }

    /**
     * One that counts what it refuses.
     *
     * @param clusters the ids of the fleet file
     */
    public AlertmanagerWebhook(
            BearerToken token, Collection<String> clusters, Recoveries recoveries, MeterRegistry registry) {
        this.registry = registry;
        this.known = Set.copyOf(clusters);
        this.token = token;
        this.clusters = List.copyOf(clusters);
        this.recoveries = recoveries;
    }

    @Override
    public void handle(Context context) {
        if (!token.isShownBy(context.header(Header.AUTHORIZATION))) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
            answer(context, HttpStatus.UNAUTHORIZED, List.of("Show the token: Authorization: Bearer <token>."));
            return;
        }
        if (!places.tryAcquire()) {
            LOG.warn("Put off a webhook: {} others are being taken.", AT_ONCE);
            answer(
                    context,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    List.of("Too many webhooks at once: repeat it in a moment."));
            return;
        }
        try {
            take(context);
        } finally {
            places.release();
        }
    }

    private void take(Context context) {
        try {
            AlertmanagerPayload payload = AlertmanagerPayload.read(body(context), known::contains);
            Telling telling = tell(payload);
            answer(context, payload.broken(), telling);
        } catch (AlertmanagerPayload.Rubbish rubbish) {
            refuse(context, HttpStatus.BAD_REQUEST, "not-alertmanager", String.valueOf(rubbish.getMessage()));
        } catch (UnsupportedEncodingException encoding) {
            refuse(context, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "encoding", String.valueOf(encoding.getMessage()));
        } catch (IOException body) {
            // The only stream that begins by reading is a compressed one.
            refuse(
                    context,
                    HttpStatus.BAD_REQUEST,
                    "not-json",
                    "The body is not compressed by gzip as its header says.");
        } catch (RunFailure failure) {
            LOG.error("Could not pass on an alert; Alertmanager will repeat it. {}", failure.getMessage());
            answer(context, HttpStatus.SERVICE_UNAVAILABLE, List.of(String.valueOf(failure.getMessage())));
        }
    }

    /** The size is bounded after decompression, so that a small body cannot become a huge one. */
    private static Reader body(Context context) throws IOException {
        String encoding = Objects.requireNonNullElse(context.header(Header.CONTENT_ENCODING), "identity");
        InputStream plain = switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> context.bodyInputStream();
            case "gzip" -> new GZIPInputStream(context.bodyInputStream());
            default ->
                throw new UnsupportedEncodingException(
                        "The body's Content-Encoding is not understood: send it plain, or by gzip.");
        };
        return new InputStreamReader(new BoundedBody(plain, LARGEST_BODY, LONGEST_WAIT), charset(context));
    }

    /** JSON is UTF-8 unless the sender says otherwise in a way that Java knows. */
    private static Charset charset(Context context) {
        String name = context.characterEncoding();
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** What was told, and whether some of it could not be told for now. */
    private record Telling(List<String> results, boolean failed) {}

    private Telling tell(AlertmanagerPayload payload) {
        List<String> results = new ArrayList<>();
        boolean failed = false;
        for (Map.Entry<String, Alert> entry : payload.byCluster().entrySet()) {
            try {
                results.add(tell(entry.getKey(), entry.getValue()));
            } catch (RunFailure failure) {
                if (failure.kind() == RunFailure.Kind.UNREACHABLE) {
                    throw failure;
                }
                // One cluster's run that takes no alert must not keep it from the others.
                failed = true;
                results.add(String.valueOf(failure.getMessage()));
            }
        }
        payload.foreign().forEach(cluster -> results.add(foreign(cluster)));
        if (payload.moreForeign() > 0) {
            results.add(payload.moreForeign() + " more firing alerts name clusters that the fleet file does not have.");
        }
        if (payload.nameless() > 0) {
            results.add(payload.nameless() + " firing alerts carry no label `cluster`; nothing was started for them.");
        }
        if (payload.resolved() > 0) {
            results.add(
                    payload.resolved() + " resolved alerts were taken note of; a run under way proves by itself that"
                            + " users can work.");
        }
        if (payload.odd() > 0) {
            results.add(payload.odd() + " entries of `alerts` are no alerts; they were passed over.");
        }
        results.forEach(result -> LOG.info("Alertmanager: {}", result));
        return new Telling(results, failed);
    }

    private String foreign(String cluster) {
        return "The fleet file has no cluster `" + cluster.replaceAll("[^\\w.=-]", "?") + "`: "
                + Suggestion.end(cluster, clusters) + " Nothing was started.";
    }

    private String tell(String cluster, Alert alert) {
        Started started = recoveries.alert(cluster, alert);
        return started.anew()
                ? "Started " + started.workflowId() + ", run " + started.runId() + "."
                : "Told " + started.workflowId() + ", run " + started.runId() + ", which is under way.";
    }

    private void answer(Context context, AlertmanagerPayload.@Nullable Broken broken, Telling telling) {
        if (broken == null) {
            answer(context, telling.failed() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.ACCEPTED, telling.results());
            return;
        }
        List<String> results = new ArrayList<>(telling.results());
        results.add(broken.sentence() + cure(broken.why()));
        context.header(Header.CONNECTION, "close");
        refused(broken.why().name().toLowerCase(Locale.ROOT).replace('_', '-'), broken.sentence());
        answer(context, status(broken.why()), results);
    }

    private static String cure(AlertmanagerPayload.Why why) {
        return why == AlertmanagerPayload.Why.TOO_LARGE
                ? " What stood in it until then was taken. Group by cluster (group_by: [cluster]) and set max_alerts for"
                        + " this receiver."
                : "";
    }

    /** 408 would be more to the point for a body that does not arrive, but Alertmanager would wait with it for the next flush. */
    private static HttpStatus status(AlertmanagerPayload.Why why) {
        return switch (why) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case NOT_ARRIVED -> HttpStatus.SERVICE_UNAVAILABLE;
            case NOT_JSON -> HttpStatus.BAD_REQUEST;
        };
    }

    private void refuse(Context context, HttpStatus status, String reason, String sentence) {
        refused(reason, sentence);
        answer(context, status, List.of(sentence));
    }

    private void refused(String reason, String sentence) {
        LOG.warn("Refused a webhook: {}", sentence);
        registry.counter("rekindle_webhooks_refused", "reason", reason).increment();
    }

    private static void answer(Context context, HttpStatus status, List<String> results) {
        context.status(status).json(new Told(results));
    }
}
