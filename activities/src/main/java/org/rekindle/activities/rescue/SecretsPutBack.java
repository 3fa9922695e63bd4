// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.RescuedSecret;

/** Makes Secrets anew that were copied out of another cluster. */
final class SecretsPutBack {

    private final NewCluster cluster;
    private final Map<String, String> releases;

    /** @param releases by namespace, the release that will own the hub's Secret there */
    SecretsPutBack(NewCluster cluster, Map<String, String> releases) {
        this.cluster = cluster;
        this.releases = releases;
    }

    void putBack(Secret kept) {
        Secret wanted = owned(kept);
        cluster.make(wanted, there -> difference(wanted, there));
    }

    /** A hub's Secret is its release's, whatever it was before: the release finds it and keeps its values. */
    private Secret owned(Secret kept) {
        String release = releases.get(kept.getMetadata().getNamespace());
        if (release == null || !kept.getMetadata().getName().equals(RescuedSecret.HUB)) {
            return kept;
        }
        return new SecretBuilder(kept)
                .withMetadata(HelmMarks.marked(kept.getMetadata(), release))
                .build();
    }

    /** A release adds values of its own to the hub's Secret, so only what was kept is compared. */
    private static @Nullable String difference(Secret wanted, Secret there) {
        Map<String, String> now = Objects.requireNonNullElse(there.getData(), Map.of());
        List<String> different = wanted.getData().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(now.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!different.isEmpty()) {
            return "with other values of " + String.join(", ", different) + ".";
        }
        if (HelmMarks.same(wanted, there)) {
            return null;
        }
        return "and is not the release's, so Helm will refuse to install the release: delete the Secret.";
    }
}
