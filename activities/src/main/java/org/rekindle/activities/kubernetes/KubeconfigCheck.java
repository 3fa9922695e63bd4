// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Refuses kubeconfigs that would run a command, read files from around the worker, or talk to an API server that is not
 * verified. Every fault is reported at once; no message holds more of the kubeconfig than names.
 */
final class KubeconfigCheck {

    private KubeconfigCheck() {}

    /** The kubeconfig as text, when it may be used; {@code REFUSED} otherwise. */
    static String check(String reference, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<String> faults = new ArrayList<>();
        Config config = parse(text);
        if (config == null) {
            faults.add("it is not a kubeconfig in YAML or JSON");
        } else {
            checkContext(config, faults);
            nullToEmpty(config.getClusters()).forEach(cluster -> checkCluster(cluster, faults));
            nullToEmpty(config.getUsers()).forEach(user -> checkUser(user, faults));
        }
        if (!faults.isEmpty()) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "Kubeconfig " + reference + " cannot be used: " + String.join("; ", faults) + ".");
        }
        return text;
    }

    private static @Nullable Config parse(String text) {
        try {
            return KubeConfigUtils.parseConfigFromString(text);
        } catch (RuntimeException e) {
            // The parser's message quotes the text, which holds keys.
            return null;
        }
    }

    private static void checkContext(Config config, List<String> faults) {
        String current = config.getCurrentContext();
        if (current == null || current.isBlank()) {
            faults.add("current-context is missing: name the context to use");
            return;
        }
        NamedContext context = nullToEmpty(config.getContexts()).stream()
                .filter(candidate -> current.equals(candidate.getName()))
                .findFirst()
                .orElse(null);
        if (context == null || context.getContext() == null) {
            faults.add("current-context \"" + current + "\" is not among contexts");
            return;
        }
        String cluster = context.getContext().getCluster();
        if (nullToEmpty(config.getClusters()).stream()
                .noneMatch(known -> known.getName().equals(cluster))) {
            faults.add("cluster \"" + cluster + "\" of context \"" + current + "\" is not among clusters");
        }
        String user = context.getContext().getUser();
        if (nullToEmpty(config.getUsers()).stream()
                .noneMatch(known -> known.getName().equals(user))) {
            faults.add("user \"" + user + "\" of context \"" + current + "\" is not among users");
        }
    }

    private static void checkCluster(NamedCluster named, List<String> faults) {
        Cluster cluster = named.getCluster();
        String where = "cluster \"" + named.getName() + "\"";
        if (cluster == null
                || cluster.getServer() == null
                || !cluster.getServer().startsWith("https://")) {
            faults.add(where + " has no server that starts with https://");
            return;
        }
        try {
            HttpAddress.of(cluster.getServer()).uri();
        } catch (NoHttpAddress e) {
            faults.add(where + " has a server that cannot be asked, since " + e.problem() + ": " + e.cure());
        }
        if (Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
            faults.add(where + " sets insecure-skip-tls-verify: give certificate-authority-data instead");
        }
        refuseFile(where, "certificate-authority", cluster.getCertificateAuthority(), faults);
    }

    private static void checkUser(NamedAuthInfo named, List<String> faults) {
        AuthInfo user = named.getUser();
        if (user == null) {
            return;
        }
        String where = "user \"" + named.getName() + "\"";
        if (user.getExec() != null) {
            faults.add(where + " has an exec entry, which would run a command: give a client certificate or a token");
        }
        if (user.getAuthProvider() != null) {
            faults.add(where + " has an auth-provider entry: give a client certificate or a token");
        }
        refuseFile(where, "client-certificate", user.getClientCertificate(), faults);
        refuseFile(where, "client-key", user.getClientKey(), faults);
        refuseFile(where, "tokenFile", user.getTokenFile(), faults);
    }

    private static void refuseFile(String where, String key, @Nullable String value, List<String> faults) {
        if (value != null && !value.isBlank()) {
            faults.add(where + " names a file in " + key
                    + ": embed the content, as `kubectl config view --raw --flatten` does");
        }
    }

    private static <T> List<T> nullToEmpty(@Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        return list;
    }
}
