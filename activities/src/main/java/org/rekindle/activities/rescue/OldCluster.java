// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.activities.kubernetes.KubernetesFailures;
import org.rekindle.activities.rescue.VolumesToKeep.Claimed;
import org.rekindle.workflows.api.RescueActivities.KeepRequest;
import org.rekindle.workflows.model.observation.RescueSighting;

/** The cluster out of which things are copied. What cannot be read is said, and the rest is read all the same. */
final class OldCluster {

    private final KubernetesClient client;
    private final RescueBundle bundle;
    private final Instant now;
    private final List<String> addresses = new ArrayList<>();
    private final List<String> releases = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private boolean silent;
    private boolean claimsUnread = true;

    OldCluster(KubernetesClient client, RescueBundle bundle, Instant now) {
        this.client = client;
        this.bundle = bundle;
        this.now = now;
    }

    void read(KeepRequest request) {
        SecretsToKeep secrets = new SecretsToKeep(client);
        OldClusterFacts facts = new OldClusterFacts(client);
        for (String namespace : request.namespaces()) {
            orSay(namespace, () -> secrets.of(namespace).forEach(this::copy));
            orSay("the releases in " + namespace, () -> releases.addAll(facts.releases(namespace)));
        }
        for (String path : request.secrets()) {
            orSay(path, () -> named(secrets, path));
        }
        orSay("the volumes", () -> {
            VolumesToKeep.Seen claims = new VolumesToKeep(client).of(request.namespaces());
            bundle.forgetByCloud();
            claims.lasting().forEach(this::copy);
            claims.others().forEach(this::leave);
            claimsUnread = false;
        });
        orSay("the load balancers", () -> addresses.addAll(facts.addresses()));
    }

    RescueSighting seen() {
        return bundle.inventory(addresses, releases, unread, claimsUnread);
    }

    private void named(SecretsToKeep secrets, String path) {
        int slash = path.indexOf('/');
        Secret secret = secrets.named(path.substring(0, slash), path.substring(slash + 1));
        if (secret == null) {
            unread.add(path + ": the cluster has no such Secret.");
            return;
        }
        copy(secret);
    }

    private void copy(Secret secret) {
        bundle.copy(secret, now);
    }

    private void copy(Claimed claimed) {
        bundle.copy(claimed.volume(), now);
        bundle.copy(claimed.claim(), now);
    }

    /** An earlier copy goes too: what it promises is not so any more. */
    private void leave(String why, List<Claimed> claims) {
        claims.forEach(bundle::forget);
        if (!claims.isEmpty()) {
            unread.add("claims " + claims.stream().map(Claimed::path).collect(Collectors.joining(", ")) + ": " + why);
        }
    }

    /** Where there was no answer at all, nothing else is asked: there is none either, and each question costs a time-out. */
    private void orSay(String what, Runnable look) {
        if (silent) {
            return;
        }
        try {
            look.run();
        } catch (KubernetesClientException e) {
            unread.add(what + ": " + new KubernetesFailures(client.getConfiguration(), Clock.systemUTC()).sentence(e));
            silent = e.getCode() <= 0;
        }
    }
}
