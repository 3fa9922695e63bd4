// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.secrets.SecretStore;
import org.rekindle.activities.tls.DatelessTrust;
import org.rekindle.activities.tls.Signer;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Makes Kubernetes clients from kubeconfigs in the secret store.
 *
 * <p>Properties: nothing from around the worker is used (no {@code KUBECONFIG}, no home folder, no service account); the
 * API server is always verified, but for its dates where that is asked for; a kubeconfig that would run a command is refused; a call is tried once, since the
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
        return new KubernetesClientBuilder().withConfig(config(kubeconfig)).build();
    }

    /**
     * The same for a server whose certificate may have expired. Everything else of it is verified, with the kubeconfig's own authority
     * as the only one.
     */
    public KubernetesClient openThoughExpired(String kubeconfig) {
        Config config = config(kubeconfig);
        TrustManager[] trust = {new DatelessTrust(authorities(kubeconfig, config), Clock.systemUTC())};
        KeyManager[] keys = keys(kubeconfig, config);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.sslContext(keys, trust))
                .build();
    }

    private Config config(String kubeconfig) {
        String content = KubeconfigCheck.check(kubeconfig, secrets.read(kubeconfig));
        Config given = Config.fromKubeconfig(content);
        return new ConfigBuilder(given)
                .withHttpsProxy(proxy(given))
                .withConnectionTimeout((int) CONNECT.toMillis())
                .withRequestTimeout((int) REQUEST.toMillis())
                .withRequestRetryBackoffLimit(0)
                .withTrustCerts(false)
                .withDisableHostnameVerification(false)
                .build();
    }

    private static List<X509Certificate> authorities(String kubeconfig, Config config) {
        String data = config.getCaCertData();
        if (data == null) {
            throw Failures.of(FailureCode.REFUSED, "Kubeconfig " + kubeconfig + " names no authority of its own.");
        }
        String pem = new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
        List<X509Certificate> authorities = Signer.authorities(pem);
        if (authorities.isEmpty()) {
            throw Failures.of(FailureCode.REFUSED, "The authority of kubeconfig " + kubeconfig + " cannot be read.");
        }
        return authorities;
    }

    /** The exception may quote the key, so it is not passed on. */
    private static KeyManager[] keys(String kubeconfig, Config config) {
        try {
            return SSLUtils.keyManagers(config);
        } catch (GeneralSecurityException | IOException e) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "The client certificate or key of kubeconfig " + kubeconfig + " cannot be read.");
        }
    }

    /** A {@code proxy-url} holds for the API server whatever its own scheme is; this client takes it for plain HTTP alone. */
    private static @Nullable String proxy(Config given) {
        if (given.getHttpsProxy() == null) {
            return given.getHttpProxy();
        }
        return given.getHttpsProxy();
    }

    /** The file of a kubeconfig that has passed the same checks, for consumers that need a file. */
    public Path file(String kubeconfig) {
        KubeconfigCheck.check(kubeconfig, secrets.read(kubeconfig));
        return secrets.file(kubeconfig);
    }
}
