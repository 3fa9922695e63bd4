// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records that Helm keeps of a release: one secret for each revision.
 *
 * <p>Helm refuses to touch a release whose newest record says that an operation is under way, and has no command to recover
 * one whose operation was killed. Rekindle deletes that record alone. Helm then upgrades from the revision before it; where
 * there is none, the next installation adopts what the killed one created, since Helm marks its objects with the release's
 * name. So nothing is deleted that might hold data.
 */
final class ReleaseRecords {

    /** Left behind when Helm is killed; also what an `uninstall --keep-history` leaves, which Helm will not upgrade. */
    private static final Set<String> UNFINISHED =
            Set.of("pending-install", "pending-upgrade", "pending-rollback", "uninstalling", "uninstalled");

    private static final int KEPT_REVISIONS = 10;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    ReleaseRecords(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    /** Forgets the newest records for as long as they are unfinished, and says so; empty when nothing was to be recovered. */
    List<String> recover() {
        List<String> recovered = new ArrayList<>();
        for (Secret record : newestFirst()) {
            String status = label(record, "status");
            if (!UNFINISHED.contains(status)) {
                break;
            }
            client.resource(record).delete();
            recovered.add(
                    "Revision " + label(record, "version") + " was left " + status + ", so its record was deleted.");
        }
        return List.copyOf(recovered);
    }

    /** Forgets all but the newest revisions, never the one that is deployed: helm-java cannot limit the history. */
    void prune() {
        newestFirst().stream()
                .skip(KEPT_REVISIONS)
                .filter(record -> !"deployed".equals(label(record, "status")))
                .forEach(record -> client.resource(record).delete());
    }

    private List<Secret> newestFirst() {
        return client
                .secrets()
                .inNamespace(namespace)
                .withLabels(Map.of("owner", "helm", "name", name))
                .list()
                .getItems()
                .stream()
                .filter(secret -> "helm.sh/release.v1".equals(secret.getType()))
                .sorted(Comparator.comparingInt(ReleaseRecords::revision).reversed())
                .toList();
    }

    private static int revision(Secret record) {
        return Integer.parseInt(label(record, "version"));
    }

    private static String label(Secret record, String key) {
        return record.getMetadata().getLabels().getOrDefault(key, "");
    }
}
