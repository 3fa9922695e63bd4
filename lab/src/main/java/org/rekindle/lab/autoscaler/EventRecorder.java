// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Reports on objects by events; the same event again is counted, not repeated. */
final class EventRecorder {
    private static final String SOURCE = "cluster-autoscaler";

    private final Clock clock;
    private final Map<String, String> known = new HashMap<>();
    private long sequence;

    EventRecorder(Clock clock) {
        this.clock = clock;
    }

    /** Records an event of type Normal. */
    void record(KubernetesClient client, ObjectReference about, String reason, String message) {
        String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
        String namespace = Objects.requireNonNullElse(about.getNamespace(), "default");
        String key = about.getUid() + reason + message;
        String name = known.get(key);
        if (name != null) {
            Event seen =
                    client.v1().events().inNamespace(namespace).withName(name).get();
            if (seen != null) {
                client.v1()
                        .events()
                        .inNamespace(namespace)
                        .resource(new EventBuilder(seen)
                                .withCount(seen.getCount() + 1)
                                .withLastTimestamp(now)
                                .build())
                        .update();
                return;
            }
        }
        String fresh = about.getName() + "." + Long.toHexString(clock.millis() * 1000 + sequence++);
        client.v1()
                .events()
                .inNamespace(namespace)
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(fresh)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withInvolvedObject(about)
                        .withType("Normal")
                        .withReason(reason)
                        .withMessage(message)
                        .withCount(1)
                        .withFirstTimestamp(now)
                        .withLastTimestamp(now)
                        .withNewSource()
                        .withComponent(SOURCE)
                        .endSource()
                        .withReportingComponent(SOURCE)
                        .build())
                .create();
        known.put(key, fresh);
    }
}
