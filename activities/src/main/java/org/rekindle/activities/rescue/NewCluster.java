// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.failure.ApplicationFailure;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.kubernetes.KubernetesFailures;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.RescueActivities.Restored;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * The cluster into which things are put back. What is there already is left as it is, so that a repetition changes nothing. Everything is
 * tried: what the cluster does not take keeps nothing else from being made. Where nothing is answered at all, or nothing to us, the first
 * question is the last.
 */
final class NewCluster {

    private final KubernetesClient client;
    private final KubernetesFailures failures;
    private final List<String> made = new ArrayList<>();
    private final List<String> same = new ArrayList<>();
    private final List<String> other = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> passing = new ArrayList<>();

    NewCluster(KubernetesClient client) {
        this.client = client;
        this.failures = new KubernetesFailures(client.getConfiguration(), Clock.systemUTC());
    }

    /**
     * Makes something unless there is one.
     *
     * @param difference says how one that is there already differs, such as {@code with another size}; null when it does not
     * @return whether it stands now as it was wanted
     */
    <T extends HasMetadata> boolean make(T wanted, Function<T, @Nullable String> difference) {
        try {
            return makeUnlessThere(wanted, difference);
        } catch (KubernetesClientException e) {
            ApplicationFailure failure = failures.failure(e);
            if (e.getCode() <= 0 || e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
                throw failure;
            }
            String sentence = name(wanted) + " was not made: " + failure.getOriginalMessage();
            if (failure.isNonRetryable()) {
                refused.add(sentence);
            } else {
                passing.add(sentence);
            }
            return false;
        }
    }

    private <T extends HasMetadata> boolean makeUnlessThere(T wanted, Function<T, @Nullable String> difference) {
        T there = client.resource(wanted).get();
        if (there == null) {
            makeNamespace(wanted.getMetadata().getNamespace());
            client.resource(wanted).create();
            made.add(name(wanted));
            return true;
        }
        String differs = difference.apply(there);
        if (differs == null) {
            same.add(name(wanted));
            return true;
        }
        other.add(name(wanted) + " is there already " + differs + " It was left as it is.");
        return false;
    }

    /**
     * What came of it.
     *
     * @throws ApplicationFailure when something may be taken at the next try, once all the others have been tried
     */
    Restored restored() {
        if (!passing.isEmpty()) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    Stream.of(passing, refused, other).flatMap(List::stream).collect(Collectors.joining(" ")));
        }
        return new Restored(List.copyOf(made), List.copyOf(same), List.copyOf(other), List.copyOf(refused));
    }

    private static String name(HasMetadata thing) {
        String namespace = thing.getMetadata().getNamespace();
        if (namespace == null) {
            return thing.getKind() + " " + thing.getMetadata().getName();
        }
        return thing.getKind() + " " + namespace + "/" + thing.getMetadata().getName();
    }

    private void makeNamespace(@Nullable String name) {
        if (name == null) {
            return;
        }
        try {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
