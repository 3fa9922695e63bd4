// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rekindle.activities.rescue.VolumesToKeep.Claimed;
import org.rekindle.activities.secrets.SecretStore;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedSecret;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * What was copied out of one cluster, in the secret store as a {@code List} of Kubernetes: {@code kubectl create -f} takes it as well. A
 * later copy of a thing replaces an earlier one; what a later look does not find stays.
 */
final class RescueBundle {

    /** Each thing carries the time at which it was copied, also into the cluster in which it is made anew. */
    static final String COPIED_AT = "rekindle.org/copied-at";

    private final SecretStore store;
    private final String name;
    private final Map<String, HasMetadata> things = new TreeMap<>();
    private final Set<String> seenNow = new HashSet<>();

    private RescueBundle(SecretStore store, String name) {
        this.store = store;
        this.name = name;
    }

    /** What is kept of a cluster so far. */
    static RescueBundle of(SecretStore store, String cluster, ClusterUuid uuid) {
        RescueBundle bundle = new RescueBundle(store, RescueActivities.copy(cluster, uuid));
        if (store.exists(bundle.name)) {
            items(store.read(bundle.name), bundle.name).forEach(bundle::add);
        }
        return bundle;
    }

    /** Of a file that a person may have edited or cut. Why it cannot be read is not told: a parser's words may quote a secret. */
    private static List<HasMetadata> items(byte[] content, String name) {
        try {
            KubernetesList list =
                    Serialization.unmarshal(new String(content, StandardCharsets.UTF_8), KubernetesList.class);
            if (list == null || list.getItems() == null) {
                throw unreadable(name);
            }
            return list.getItems();
        } catch (KubernetesClientException e) {
            throw unreadable(name);
        }
    }

    private static ApplicationFailure unreadable(String name) {
        return Failures.of(
                FailureCode.MISCONFIGURED,
                "The copy " + name
                        + " in the secret store is no List of Kubernetes objects, so nothing of it can be put back."
                        + " Move the file away: what the cluster has is then copied anew.");
    }

    private void add(HasMetadata thing) {
        things.put(key(thing), thing);
    }

    /** Adds what the cluster has at this moment. */
    void copy(HasMetadata thing, Instant now) {
        thing.getMetadata()
                .setAnnotations(new TreeMap<>(
                        Objects.requireNonNullElse(thing.getMetadata().getAnnotations(), Map.of())));
        thing.getMetadata()
                .getAnnotations()
                .put(COPIED_AT, now.truncatedTo(ChronoUnit.SECONDS).toString());
        add(thing);
        seenNow.add(key(thing));
    }

    /** Whether there is a thing of this kind and name already. */
    boolean knows(HasMetadata thing) {
        return things.containsKey(key(thing));
    }

    /** Adds a claim that the cluster itself has not told. */
    void addByCloud(Claimed claimed) {
        add(claimed.volume());
        add(claimed.claim());
    }

    /** Forgets what {@link #addByCloud} has added, since Cinder or the cluster itself was asked anew. */
    void forgetByCloud() {
        things.values().removeIf(ClaimsByCloud::isByCloud);
    }

    /** Forgets a claim and its volume, which have been seen and are not copied any more. */
    void forget(Claimed claimed) {
        things.remove(key(claimed.volume()));
        things.remove(key(claimed.claim()));
    }

    /** Keeps it. Of nothing no file is made. */
    void keep() {
        if (things.isEmpty() && !store.exists(name)) {
            return;
        }
        KubernetesListBuilder list = new KubernetesListBuilder();
        things.values().forEach(list::addToItems);
        store.put(name, Serialization.asJson(list.build()).getBytes(StandardCharsets.UTF_8));
    }

    List<Secret> secrets() {
        return all(Secret.class);
    }

    List<Claimed> volumes() {
        return all(PersistentVolume.class).stream()
                .flatMap(volume -> claimed(volume).stream())
                .toList();
    }

    /** What was copied out of the cluster itself, without values. */
    RescueSighting inventory(List<String> addresses, List<String> releases, List<String> unread, boolean claimsUnread) {
        return new RescueSighting(
                secrets().stream().map(RescueBundle::withoutValues).toList(),
                copiedClaims().map(RescueBundle::inWords).toList(),
                addresses,
                releases,
                unread,
                earlier(),
                List.of(),
                claimsUnread);
    }

    private Stream<Claimed> copiedClaims() {
        return volumes().stream().filter(claimed -> !ClaimsByCloud.isByCloud(claimed.claim()));
    }

    /** What was copied before and is not seen now: the cluster was not asked, did not answer, or has it no more. */
    private List<String> earlier() {
        return Stream.concat(secrets().stream(), copiedClaims().map(Claimed::claim))
                .filter(thing -> !seenNow.contains(key(thing)))
                .map(thing -> "%s %s/%s of %s"
                        .formatted(
                                thing.getKind(),
                                thing.getMetadata().getNamespace(),
                                thing.getMetadata().getName(),
                                copiedAt(thing)))
                .toList();
    }

    private static String copiedAt(HasMetadata thing) {
        return Objects.requireNonNullElse(thing.getMetadata().getAnnotations(), Map.<String, String>of())
                .getOrDefault(COPIED_AT, "an unknown time");
    }

    private static RescuedSecret withoutValues(Secret secret) {
        return new RescuedSecret(
                secret.getMetadata().getNamespace(),
                secret.getMetadata().getName(),
                secret.getType(),
                List.copyOf(new TreeSet<>(secret.getData().keySet())));
    }

    private static RescuedVolume inWords(Claimed claimed) {
        return new RescuedVolume(
                claimed.claim().getMetadata().getNamespace(),
                claimed.claim().getMetadata().getName(),
                claimed.handle(),
                claimed.source().driver());
    }

    /** A claim that was made anew since an earlier copy has another volume. */
    private List<Claimed> claimed(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        HasMetadata found = things.get(key("PersistentVolumeClaim", claim.getNamespace(), claim.getName()));
        if (found instanceof PersistentVolumeClaim claimed
                && volume.getMetadata().getName().equals(claimed.getSpec().getVolumeName())) {
            return List.of(new Claimed(volume, claimed));
        }
        return List.of();
    }

    private <T extends HasMetadata> List<T> all(Class<T> kind) {
        return things.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String key(HasMetadata thing) {
        return key(
                thing.getKind(),
                thing.getMetadata().getNamespace(),
                thing.getMetadata().getName());
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }
}
