// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.redaction.Redaction;
import org.rekindle.activities.redaction.SecretEncodings;
import org.rekindle.activities.redaction.SecretKeys;

/**
 * All secrets that a command is given, to be taken out of what it says: keys, certificates and tokens of the kubeconfig, and what the
 * variables hold that the fleet file names, or the files that they name. A variable's value stays where it is short and its name does
 * not look secret, as in a values file of Helm.
 */
final class GivenSecrets {

    /** A larger file is no key. */
    private static final long LARGEST_FILE = 64 * 1024;

    private final Set<String> forms = new HashSet<>();

    private GivenSecrets() {}

    static Redaction redaction(@Nullable Path kubeconfig, Map<String, String> variables) throws IOException {
        GivenSecrets secrets = new GivenSecrets();
        if (kubeconfig != null) {
            secrets.addKubeconfig(Files.readString(kubeconfig));
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            secrets.addVariable(variable.getKey(), variable.getValue());
        }
        return Redaction.ofForms(secrets.forms);
    }

    private void addKubeconfig(String text) {
        Config config = KubeConfigUtils.parseConfigFromString(text);
        List<@Nullable String> encoded = new ArrayList<>();
        for (NamedCluster cluster : config.getClusters()) {
            encoded.add(cluster.getCluster().getCertificateAuthorityData());
        }
        for (NamedAuthInfo named : config.getUsers()) {
            AuthInfo user = named.getUser();
            if (user == null) {
                continue;
            }
            encoded.add(user.getClientKeyData());
            encoded.add(user.getClientCertificateData());
            addSecret(user.getToken());
            addSecret(user.getPassword());
        }
        for (String each : encoded) {
            addSecret(each);
            addSecret(each == null ? null : new String(Base64.getMimeDecoder().decode(each), StandardCharsets.UTF_8));
        }
    }

    private void addSecret(@Nullable String secret) {
        if (secret != null && !secret.isBlank()) {
            forms.addAll(SecretEncodings.of(secret, true));
        }
    }

    private void addVariable(String name, String value) throws IOException {
        Path file = fileNamed(value);
        if (file == null) {
            forms.addAll(SecretEncodings.of(value, SecretKeys.looksSecret(name)));
        } else if (Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= LARGEST_FILE) {
            addSecret(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
    }

    private static @Nullable Path fileNamed(String value) {
        try {
            Path file = Path.of(value);
            if (file.isAbsolute() && Files.exists(file)) {
                return file;
            }
            return null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
