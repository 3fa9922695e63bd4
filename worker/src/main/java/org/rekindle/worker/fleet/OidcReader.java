// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.oidc.OidcClient;
import org.rekindle.activities.approval.oidc.OidcSigners;

/** Reads who approves by a login: {@code oidc:}, and the {@code subject} of each person. */
final class OidcReader {

    private static final String OIDC = "/oidc";
    private static final String ISSUER = OIDC + "/issuer";

    private final YamlTree tree;
    private final PathResolver places;
    private final Map<String, String> people = new LinkedHashMap<>();
    private final List<ConfigFault> faults = new ArrayList<>();

    OidcReader(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
        for (int i = 0; i < tree.at("/people").size(); i++) {
            readPerson("/people/" + i);
        }
        UrlValidator.service(tree, ISSUER).ifPresent(faults::add);
        if (people.isEmpty() && !tree.at(OIDC).isMissingNode()) {
            // Silence would mean that names are claims, which is not what a person expects who names a provider.
            faults.add(tree.fault(
                    OIDC, "is there, and no person has a subject", "add `subject` to those of `people` who approve"));
        }
    }

    /** Those who log in; null where the file names no provider. */
    @Nullable
    OidcSigners signers() {
        String issuer = tree.text(ISSUER);
        String clientId = tree.text(OIDC + "/clientId");
        if (issuer == null || clientId == null) {
            return null;
        }
        String secret = tree.text(OIDC + "/clientSecretFile");
        Path secretFile = secret == null ? null : places.resolve(secret);
        return new OidcSigners(new OidcClient(issuer, clientId, secretFile), people);
    }

    /** Who has a subject. */
    Set<String> names() {
        return Set.copyOf(people.values());
    }

    List<ConfigFault> faults() {
        return List.copyOf(faults);
    }

    private void readPerson(String at) {
        String name = tree.text(at + "/name");
        String pointer = at + "/subject";
        String subject = tree.text(pointer);
        if (name == null || subject == null) {
            return;
        }
        String owner = people.putIfAbsent(subject, name);
        if (owner != null) {
            faults.add(tree.fault(
                    pointer,
                    "is the same as that of `" + owner + "`, so that two approvals could be one person's",
                    "give `" + name + "` the subject of their own account"));
        }
        if (tree.at(OIDC).isMissingNode()) {
            faults.add(tree.fault(
                    pointer,
                    "says nothing without an identity provider",
                    "add `oidc` with its issuer and a clientId, or take the subject out"));
        }
    }
}
