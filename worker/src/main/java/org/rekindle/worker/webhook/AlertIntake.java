// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.runs.CallDeadline;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Takes alerts from any {@link AlertSource} and passes them to the clusters' runs.
 *
 * <p>The answers follow from what senders do with them. Alertmanager notes success alone. What is answered 5xx it repeats within
 * the flush, with growing pauses; what is answered 4xx, also 429, it tries once a flush, and so again every {@code group_interval}
 * for as long as the alert fires. PagerDuty repeats what is answered 5xx or later than after 5 s; what is answered 4xx it drops, and after
 * three of them it sends nothing for a day. So 503 while Temporal is away or slow, too much comes at once or a body does not arrive,
 * which may be otherwise in a moment; 202 for a cluster that is not ours, since repeating would not help and other receivers may share
 * the route; 400, 401 and 413 for what the sender's owner must correct. A body that breaks off has said something until then, and that
 * is accepted all the same: the answer speaks of the rest.
 */
public final class AlertIntake {

    private static final Logger LOG = LoggerFactory.getLogger(AlertIntake.class);

    private static final String REFUSED = "rekindle_webhooks_refused";

    /** As the servlet specification has it. */
    private static final String CLIENT_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    /** Of a group of ten thousand alerts 4 MB were seen. */
    static final int LARGEST_BODY = 8 * 1024 * 1024;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** What is left of a refused body has mostly arrived. */
    private static final Duration LONGEST_WAIT_FOR_REST = Duration.ofSeconds(2);

    /** Each holds a thread while its body arrives and Temporal is called; the other threads answer questions for health. */
    private static final int MOST_AT_ONCE = 3;

    /** A stranger can hold these with bodies that are not signed, and so they are not those of senders who show a token first. */
    private static final int MOST_UNPROVEN_AT_ONCE = 2;

    /** One answer per cluster, in sentences. */
    record Results(List<String> results) {}

    private static final String KNOWN = "This delivery was accepted before; nothing more was done.";

    private final Set<String> known;
    private final Consumer<String> watchdogs;
    private final MeterRegistry registry;
    private final AlertDelivery delivery;
    private final CallDeadline deadline;
    private final SeenDeliveries seen = new SeenDeliveries(Clock.systemUTC());
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Semaphore unprovenPlaces = new Semaphore(MOST_UNPROVEN_AT_ONCE);

    /** @param clusters the ids of the fleet file */
    public AlertIntake(Collection<String> clusters, Recoveries recoveries) {
        this(clusters, recoveries, receiver -> {}, new CompositeMeterRegistry());
    }

    /**
     * An intake that counts the requests that it refuses.
     *
     * @param clusters the ids of the fleet file
     * @param watchdogs gets the name of each receiver that gets the alert which always fires
     */
    public AlertIntake(
            Collection<String> clusters, Recoveries recoveries, Consumer<String> watchdogs, MeterRegistry registry) {
        this(clusters, recoveries, watchdogs, registry, CallDeadline.OF_A_DELIVERY);
    }

    AlertIntake(
            Collection<String> clusters,
            Recoveries recoveries,
            Consumer<String> watchdogs,
            MeterRegistry registry,
            CallDeadline deadline) {
        this.deadline = deadline;
        this.watchdogs = watchdogs;
        this.registry = registry;
        this.known = Set.copyOf(clusters);
        this.delivery = new AlertDelivery(clusters, recoveries);
    }

    /** Answers a request that was posted to the route of a source. */
    public void take(AlertSource source, Context context) {
        AlertRequest request = new AlertRequest(
                name -> header(context, name),
                charset(context.characterEncoding()),
                () -> body(context),
                certificate(context));
        try {
            source.authenticate(request);
        } catch (Unauthenticated stranger) {
            refuse(context, stranger);
            return;
        }
        Semaphore free = source.signsBody() ? unprovenPlaces : places;
        if (!free.tryAcquire()) {
            LOG.warn("Refused a webhook, since enough others are being received. Its sender repeats it.");
            context.header(Header.CONNECTION, "close");
            answer(
                    context,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    List.of("Too many webhooks at once: repeat it in a moment."));
            return;
        }
        try {
            take(source, request, context);
        } finally {
            free.release();
        }
    }

    private void take(AlertSource source, AlertRequest request, Context context) {
        AlertCollector alerts = new AlertCollector(known::contains);
        try {
            BrokenBody broken = read(source, request, alerts);
            CollectedAlerts collected = alerts.collected();
            if (broken == null && seen.isKnown(source.id(), collected.deliveries())) {
                answer(context, HttpStatus.ACCEPTED, List.of(KNOWN));
                return;
            }
            if (collected.watchdog()) {
                watchdogs.accept(source.id());
            }
            AlertDelivery.Delivered delivered = deadline.bound(() -> delivery.deliver(source, collected));
            if (broken == null && !delivered.failed()) {
                seen.accept(source.id(), collected.deliveries());
            }
            answer(context, broken, delivered);
        } catch (Unauthenticated stranger) {
            refuse(context, stranger);
        } catch (MalformedPayload malformed) {
            skipRest(context);
            refuse(context, HttpStatus.BAD_REQUEST, "not-" + source.id(), String.valueOf(malformed.getMessage()));
        } catch (UnsupportedEncodingException encoding) {
            skipRest(context);
            refuse(context, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "encoding", String.valueOf(encoding.getMessage()));
        } catch (RunFailure failure) {
            LOG.error("Could not pass on an alert; its sender will repeat it. {}", failure.getMessage());
            answer(context, HttpStatus.SERVICE_UNAVAILABLE, List.of(String.valueOf(failure.getMessage())));
        }
    }

    /** Why the body was not read to its end; null when it was. */
    private static @Nullable BrokenBody read(AlertSource source, AlertRequest request, AlertCollector alerts)
            throws UnsupportedEncodingException {
        try {
            source.parse(request, alerts);
            return null;
        } catch (UnsupportedEncodingException encoding) {
            throw encoding;
        } catch (IOException failure) {
            return BrokenBody.of(failure, source);
        } catch (JacksonException failure) {
            return BrokenBody.of(failure, source);
        }
    }

    private static @Nullable X509Certificate certificate(Context context) {
        Object chain = context.req().getAttribute(CLIENT_CERTIFICATES);
        return chain instanceof X509Certificate[] shown && shown.length > 0 ? shown[0] : null;
    }

    /** Several headers of one name are one with commas, as RFC 9110 has it: none of them is passed over. */
    private static @Nullable String header(Context context, String name) {
        List<String> values = Collections.list(context.req().getHeaders(name));
        if (values.isEmpty()) {
            return null;
        }
        return String.join(", ", values);
    }

    /** The size is bounded after decompression, so that a small body cannot become a huge one. */
    private static InputStream body(Context context) throws IOException {
        String encoding = Objects.requireNonNullElse(context.header(Header.CONTENT_ENCODING), "identity");
        InputStream plain = switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> context.bodyInputStream();
            case "gzip" -> new GZIPInputStream(context.bodyInputStream());
            default ->
                throw new UnsupportedEncodingException(
                        "The body's Content-Encoding is not understood: send it plain, or by gzip.");
        };
        return new LimitedBody(plain, LARGEST_BODY, LONGEST_WAIT);
    }

    /** JSON is UTF-8 unless the sender says otherwise in a way that Java knows. */
    private static Charset charset(@Nullable String name) {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private void answer(Context context, @Nullable BrokenBody broken, AlertDelivery.Delivered delivered) {
        if (broken != null) {
            List<String> results = new ArrayList<>(delivered.results());
            results.add(broken.sentence());
            endBody(context, broken);
            refused(broken.reason(), broken.sentence());
            answer(context, broken.status(), results);
        } else if (delivered.failed()) {
            answer(context, HttpStatus.SERVICE_UNAVAILABLE, delivered.results());
        } else {
            answer(context, HttpStatus.ACCEPTED, delivered.results());
        }
    }

    /** A body that did not arrive has been waited for: who sends it slowly holds a place no longer. */
    private static void endBody(Context context, BrokenBody broken) {
        if (broken.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            context.header(Header.CONNECTION, "close");
        } else {
            skipRest(context);
        }
    }

    /**
     * Reads what is left of a body that is refused. A connection that still carries it takes no further request, and a sender
     * on which it is closed may never see the answer.
     */
    private static void skipRest(Context context) {
        try {
            new LimitedBody(context.bodyInputStream(), LARGEST_BODY, LONGEST_WAIT_FOR_REST)
                    .transferTo(OutputStream.nullOutputStream());
        } catch (IOException incomplete) {
            LOG.debug("The rest of a refused body did not arrive: its connection is closed.", incomplete);
            context.header(Header.CONNECTION, "close");
        }
    }

    private void refuse(Context context, Unauthenticated stranger) {
        registry.counter(REFUSED, "reason", "unauthenticated").increment();
        context.header(Header.CONNECTION, "close");
        context.header(Header.WWW_AUTHENTICATE, stranger.scheme());
        answer(context, HttpStatus.UNAUTHORIZED, List.of(String.valueOf(stranger.getMessage())));
    }

    private void refuse(Context context, HttpStatus status, String reason, String sentence) {
        refused(reason, sentence);
        answer(context, status, List.of(sentence));
    }

    private void refused(String reason, String sentence) {
        LOG.warn("Refused a webhook: {}", sentence);
        registry.counter(REFUSED, "reason", reason).increment();
    }

    private static void answer(Context context, HttpStatus status, List<String> results) {
        context.status(status).json(new Results(results));
    }

    /** Answers where no source is configured. */
    public static void answerSwitchedOff(Context context) {
        context.header(Header.CONNECTION, "close")
                .status(HttpStatus.NOT_FOUND)
                .json(Map.of(
                        "results",
                        List.of(
                                "Webhooks are off: set `webhooks.tokenFile` or `webhooks.receivers` in the fleet file, or "
                                        + Webhooks.TOKEN_VARIABLE + ".")));
    }
}
