// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpProof;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpRequest;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Proves that a node group grows for a pod that does not fit.
 *
 * <ol>
 *   <li>Take the pod of this mark, or make it: larger than what is free on any ready node of the group.
 *   <li>Look until it runs on a node that was not there before, until the autoscaler says that it grows nothing, or until
 *       the deadline.
 *   <li>Remove the pod in every case.
 * </ol>
 *
 * <p>Properties: the pod and its events hold all there is to know, so that another attempt goes on where this one was
 * killed; an API that does not answer for a while ends nothing.
 */
final class ScaleUpProver {

    private final KubernetesClient client;
    private final ScaleUpRequest request;
    private final KubernetesFailures trouble;
    private final Clock clock;
    private final Consumer<String> lastSeen;
    private final String name;

    /** @param lastSeen called after each look */
    ScaleUpProver(KubernetesClient client, ScaleUpRequest request, Clock clock, Consumer<String> lastSeen) {
        this.client = client;
        this.request = request;
        this.trouble = new KubernetesFailures(client.getConfiguration(), clock);
        this.clock = clock;
        this.lastSeen = lastSeen;
        this.name = ScaleUpPod.name(request.mark());
    }

    ScaleUpProof prove(Instant deadline) {
        ScaleUpProof proof;
        try {
            proof = lookUntil(deadline);
        } catch (RuntimeException e) {
            try {
                remove();
            } catch (RuntimeException notRemoved) {
                e.addSuppressed(notRemoved);
            }
            throw e;
        }
        remove();
        return proof;
    }

    private ScaleUpProof lookUntil(Instant deadline) {
        ScaleUpSnapshot last = null;
        String problem = null;
        while (clock.instant().isBefore(deadline)) {
            try {
                Pod pod = find();
                if (pod == null) {
                    NodeGroupHeadroom room = room();
                    if (room.nodes().isEmpty()) {
                        return notProven(
                                null,
                                "Node group " + group() + " has no ready node that takes pods, so no pod"
                                        + " can be too big for it.");
                    }
                    pod = client.pods()
                            .resource(ScaleUpPod.make(request.mark(), group(), room))
                            .create();
                }
                last = ScaleUpSnapshot.of(pod, events(pod));
                problem = null;
            } catch (KubernetesClientException e) {
                if (!KubernetesFailures.code(e).triedAgain()) {
                    throw trouble.failure(e);
                }
                problem = trouble.sentence(e);
            }
            lastSeen.accept(problem != null || last == null ? String.valueOf(problem) : last.last());
            if (problem == null && last != null) {
                if (last.proven()) {
                    return new ScaleUpProof(true, last.node(), last.sentences());
                }
                if (last.refused()) {
                    return notProven(last, null);
                }
                if (last.foundRoom() || last.over()) {
                    // Another pod made room, or this one outlived its time: it proves nothing any more.
                    remove();
                }
            }
            pause();
        }
        return notProven(last, Objects.requireNonNullElse(problem, "The time for the proof ran out."));
    }

    private static ScaleUpProof notProven(@Nullable ScaleUpSnapshot look, @Nullable String why) {
        List<String> sentences = new ArrayList<>();
        if (look != null) {
            sentences.addAll(look.sentences());
        }
        if (why != null) {
            sentences.add(why);
        }
        return new ScaleUpProof(false, null, List.copyOf(sentences));
    }

    private @Nullable Pod find() {
        return client.pods().inNamespace(ScaleUpPod.NAMESPACE).withName(name).get();
    }

    private NodeGroupHeadroom room() {
        return NodeGroupHeadroom.of(
                group(),
                client.nodes().withLabel(NodeGroupLabel.LABEL, group()).list().getItems(),
                client.pods().inAnyNamespace().list().getItems());
    }

    private List<Event> events(Pod pod) {
        return client
                .v1()
                .events()
                .inNamespace(ScaleUpPod.NAMESPACE)
                .withField("involvedObject.name", name)
                .list()
                .getItems()
                .stream()
                .filter(event -> pod.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .toList();
    }

    private String group() {
        return NodeGroupLabel.label(request.nodeGroup());
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(request.pollEvery().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "The proof was interrupted; another attempt goes on with pod " + name + ".");
        }
    }

    /** Also for an interrupted thread, whose calls would fail: the flag is put aside meanwhile. */
    private void remove() {
        boolean interrupted = Thread.interrupted();
        try {
            client.pods()
                    .inNamespace(ScaleUpPod.NAMESPACE)
                    .withName(name)
                    .withGracePeriod(0)
                    .delete();
        } catch (KubernetesClientException e) {
            throw trouble.failure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
