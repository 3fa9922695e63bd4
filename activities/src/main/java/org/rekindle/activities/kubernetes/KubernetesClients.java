// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.rekindle.activities.secrets.SecretStore;

/**
 * Makes Kubernetes clients from kubeconfigs in the secret store.
 *
 * <p>Properties: nothing from around the worker is used (no {@code KUBECONFIG}, no home folder, no service account); the
 * API server is always verified; a kubeconfig that would run a command is refused; a call is tried once, since the
 * activity is what is tried again.
 */
public final class KubernetesClients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(15);

    private final SecretStore secrets;

    /** Clients for the kubeconfigs in a store. */
    public KubernetesClients(SecretStore secrets) {
        this.secrets = secrets;
    }

    /**
     * A client that the caller closes. Nothing is sent yet.
     *
     * @param kubeconfig the reference of a kubeconfig in the secret store
     */
    public KubernetesClient open(String kubeconfig) {
        String content = KubeconfigCheck.check(kubeconfig, secrets.read(kubeconfig));
        Config config = new ConfigBuilder(Config.fromKubeconfig(content))
                .withConnectionTimeout((int) CONNECT.toMillis())
                .withRequestTimeout((int) REQUEST.toMillis())
                .withRequestRetryBackoffLimit(0)
                .withTrustCerts(false)
                .withDisableHostnameVerification(false)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** The file of a kubeconfig that has passed the same checks, for consumers that need a file. */
    public Path file(String kubeconfig) {
        KubeconfigCheck.check(kubeconfig, secrets.read(kubeconfig));
        return secrets.file(kubeconfig);
    }
}
