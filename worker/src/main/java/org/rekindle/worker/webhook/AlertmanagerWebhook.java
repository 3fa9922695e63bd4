// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
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
 * <p>The answers follow from what Alertmanager does with them: it repeats on 5xx, and drops the notification on 4xx. So 503
 * while Temporal is away, too much comes at once or a body does not arrive, since nothing may be lost; 202 for a cluster that is not ours, since repeating would not help and
 * other receivers may share the route; 400 and 401 for what its owner must mend.
 */
public final class AlertmanagerWebhook implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerWebhook.class);

    /** More than Alertmanager ever sends, and little enough to read whole. */
    private static final WholeBody BODY = new WholeBody(1024 * 1024, Duration.ofSeconds(10));

    /** Each holds a thread while its body arrives and Temporal is told; the others are for whoever asks for health. */
    private static final int AT_ONCE = 3;

    /** One answer per cluster, in sentences. */
    record Told(List<String> results) {}

    private final BearerToken token;
    private final Collection<String> clusters;
    private final Recoveries recoveries;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param clusters the ids of the fleet file */
    public AlertmanagerWebhook(BearerToken token, Collection<String> clusters, Recoveries recoveries) {
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
            AlertmanagerPayload payload = AlertmanagerPayload.read(BODY.read(context.bodyInputStream()));
            answer(context, HttpStatus.ACCEPTED, tell(payload));
        } catch (WholeBody.NotWhole notWhole) {
            LOG.warn("Refused a webhook: {}", notWhole.getMessage());
            // 408 would be more to the point, but Alertmanager would drop the alert.
            HttpStatus status = notWhole.isTooLarge() ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.SERVICE_UNAVAILABLE;
            context.header(Header.CONNECTION, "close");
            answer(context, status, List.of(String.valueOf(notWhole.getMessage())));
        } catch (AlertmanagerPayload.Rubbish rubbish) {
            LOG.warn("Refused a webhook: {}", rubbish.getMessage());
            answer(context, HttpStatus.BAD_REQUEST, List.of(String.valueOf(rubbish.getMessage())));
        } catch (RunFailure failure) {
            LOG.error("Could not pass on an alert; Alertmanager will repeat it. {}", failure.getMessage());
            answer(context, HttpStatus.SERVICE_UNAVAILABLE, List.of(String.valueOf(failure.getMessage())));
        }
    }

    private List<String> tell(AlertmanagerPayload payload) {
        List<String> results = new ArrayList<>();
        for (Map.Entry<String, Alert> entry : payload.byCluster().entrySet()) {
            results.add(tell(entry.getKey(), entry.getValue()));
        }
        if (payload.nameless() > 0) {
            results.add(payload.nameless() + " firing alerts carry no label `cluster`; nothing was started for them.");
        }
        if (payload.resolved() > 0) {
            results.add(
                    payload.resolved() + " resolved alerts were taken note of; a run under way proves by itself that"
                            + " users can work.");
        }
        results.forEach(result -> LOG.info("Alertmanager: {}", result));
        return results;
    }

    private String tell(String cluster, Alert alert) {
        if (!clusters.contains(cluster)) {
            return "The fleet file has no cluster `" + cluster.replaceAll("[^\\w.=-]", "?") + "`: "
                    + Suggestion.end(cluster, clusters) + " Nothing was started.";
        }
        Started started = recoveries.alert(cluster, alert);
        return started.anew()
                ? "Started " + started.workflowId() + ", run " + started.runId() + "."
                : "Told " + started.workflowId() + ", run " + started.runId() + ", which is under way.";
    }

    private static void answer(Context context, HttpStatus status, List<String> results) {
        context.status(status).json(new Told(results));
    }
}
