// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.http.UrlSecrets;
import tools.jackson.databind.JsonNode;

/**
 * Refuses users, passwords and tokens in URLs, wherever in the file: what stands in it is written into plans, reports and histories.
 * No fault quotes them.
 */
final class SecretMeaning {

    private static final String PROBLEM =
            "has a user, a password or a token in a URL, which histories and reports would show";

    private final YamlTree tree;
    private final List<Fault> faults = new ArrayList<>();

    private SecretMeaning(YamlTree tree) {
        this.tree = tree;
    }

    static List<Fault> faults(YamlTree tree) {
        SecretMeaning secrets = new SecretMeaning(tree);
        secrets.look(tree.root(), "");
        return List.copyOf(secrets.faults);
    }

    private void look(JsonNode node, String pointer) {
        if (node.isString() && !isName(pointer, node.stringValue()) && UrlSecrets.areIn(node.stringValue())) {
            faults.add(tree.fault(pointer, PROBLEM, cure(pointer)));
        }
        node.properties().forEach(each -> {
            String below = YamlTree.below(pointer, each.getKey());
            if (UrlSecrets.areIn(each.getKey())) {
                faults.add(tree.fault(below, PROBLEM, "use a plain word as a key"));
            } else {
                look(each.getValue(), below);
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(node.get(i), YamlTree.below(pointer, String.valueOf(i)));
        }
    }

    /** Identity providers name people so: {@code oidc:alice@example.org}. */
    private static boolean isName(String pointer, String text) {
        return pointer.matches(".*/approvers/\\d+") && !text.contains("/");
    }

    private static String cure(String pointer) {
        if (pointer.endsWith("/repository")) {
            return "write the URL without it; name the user and the file of the password under `repositoryCredentials`";
        }
        if (pointer.matches(".*/releases/\\d+/chart")) {
            return "write it without, or name a folder or archive beside this file, such as one that `helm pull` fetched";
        }
        if (pointer.endsWith("/verify/hub") || pointer.endsWith("/verify/binder")) {
            return "write the URL without it; a login in front must let hub/api/ of the JupyterHub and health of the BinderHub pass";
        }
        if (pointer.endsWith("/verify/build")) {
            return "write it without; the BinderHub itself holds what private repositories ask for";
        }
        return "write it without";
    }
}
