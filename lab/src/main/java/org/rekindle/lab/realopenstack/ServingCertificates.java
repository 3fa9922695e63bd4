// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.plane.pki.Pki;
import org.rekindle.lab.plane.pki.ServingLeaf;
import org.rekindle.lab.process.OwnerOnly;

/**
 * Replaces the certificate that a cluster's API server serves, while it runs: by an expired one, as after a year, or by a
 * fresh one, as a renewal in place does.
 */
final class ServingCertificates {
    private static final Duration CUT = Duration.ofSeconds(10);
    private static final Duration NOTICED = Duration.ofMinutes(3);

    private final KubernetesClient management;
    private final Path folder;

    ServingCertificates(KubernetesClient management, Path folder) {
        this.management = management;
        this.folder = folder;
    }

    /**
     * Replaces it and cuts every open connection: those go on with the certificate that they began with. When it has expired,
     * waits until Cluster API has noticed.
     *
     * @param namespace of the cluster in the management cluster
     * @param cluster its name there
     */
    void replace(String namespace, String cluster, Instant issuedAt) {
        Secret authority = management
                .secrets()
                .inNamespace(namespace)
                .withName(cluster + "-ca")
                .require();
        ServingLeaf leaf =
                ServingLeaf.issue(Secrets.text(authority, "tls.crt"), Secrets.text(authority, "tls.key"), issuedAt);
        try {
            // The key first: the pair is valid from the moment at which the certificate is there.
            lay(namespace + "_" + cluster + ".key", leaf.keyPem());
            lay(namespace + "_" + cluster + ".crt", leaf.certificatePem());
            Path cut = Files.write(folder.resolve("cut"), new byte[0]);
            Waiting.until(
                    "open connections to be cut",
                    CUT,
                    () -> !Files.exists(cut),
                    () -> false,
                    () -> "the development provider has not taken notice of " + cut);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write under " + folder, unwritable);
        }
        if (!issuedAt.plus(Pki.LEAF_LIFETIME).isAfter(Instant.now())) {
            awaitNoticed(namespace, cluster);
        }
    }

    /**
     * Waits until Cluster API has seen that it cannot reach a cluster any more, as it has after an hour in life. Before, what
     * it says of the control plane is from better days, and Magnum would call an upgrade done that has not begun.
     */
    private void awaitNoticed(String namespace, String cluster) {
        CapiCluster.touch(management, namespace, cluster);
        Waiting.until(
                "Cluster API to notice that the certificate of " + cluster + " has expired",
                NOTICED,
                () -> !CapiCluster.etcdIsHealthy(management, namespace, cluster),
                () -> false,
                () -> "it still calls etcd healthy");
    }

    private void lay(String name, String text) throws IOException {
        Path draft = folder.resolve(name + ".new");
        OwnerOnly.write(draft, text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
