// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.verify.VerificationChecks;
import org.rekindle.workflows.verify.VerificationKey;
import tools.jackson.databind.JsonNode;

/**
 * Refuses users, passwords and tokens in URLs, and secrets in place of the files that hold them, wherever in the file: what stands in
 * it is written into plans, reports and histories. No fault quotes them.
 */
final class SecretsValidator {

    private static final String PROBLEM =
            "has a user, a password or a token in a URL, which histories and reports would show";

    private static final String IN_PLACE = "is a secret in place of the name of its file, or looks like one";
    private static final String IN_PLACE_CURE =
            "write it into a file that its owner alone can read, and name that file; make a new secret if others have seen this one";

    /** As Slack, Matrix and Standard Webhooks begin theirs. */
    private static final Pattern TOKEN = Pattern.compile("(?:xox[a-z]|xapp|xoxe\\.xox[a-z])-\\S+|(?:whsec|syt)_\\S+");

    /** A key without a mark of its own, as PagerDuty and Zulip make them: no file is called so. */
    private static final Pattern KEY = Pattern.compile("(?=.*[0-9])[A-Za-z0-9+=]{24,}");

    private final YamlTree tree;
    private final List<ConfigFault> faults = new ArrayList<>();

    private SecretsValidator(YamlTree tree) {
        this.tree = tree;
    }

    static List<ConfigFault> faults(YamlTree tree) {
        SecretsValidator secrets = new SecretsValidator(tree);
        secrets.look(tree.root(), "");
        return List.copyOf(secrets.faults);
    }

    private void look(JsonNode node, String pointer) {
        if (node.isString() && !isName(pointer, node.stringValue()) && UrlSecrets.areIn(node.stringValue())) {
            faults.add(tree.fault(pointer, PROBLEM, cure(pointer)));
        } else if (node.isString() && isSecret(pointer, node.stringValue())) {
            faults.add(tree.fault(pointer, IN_PLACE, IN_PLACE_CURE));
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

    private static boolean isSecret(String pointer, String text) {
        boolean namesFile = pointer.matches("/notify/channels/.*File|.*/names/set/rfc2136/secretFile")
                || pointer.equals(ChannelFiles.DEAD_MAN);
        return TOKEN.matcher(text).matches()
                || (namesFile && (text.contains("://") || KEY.matcher(text).matches()));
    }

    private static String cure(String pointer) {
        if (pointer.endsWith("/repository")) {
            return "write the URL without it; name the user and the file of the password under `repositoryCredentials`";
        }
        if (pointer.matches(".*/deploy/\\d+/helm/chart")) {
            return "write it without, or name a folder or archive beside this file, such as one that `helm pull` fetched";
        }
        return VerificationChecks.keys().stream()
                .filter(key -> pointer.endsWith(key.pointer()))
                .map(key -> cure(key.kind()))
                .findFirst()
                .orElse("write it without");
    }

    private static String cure(VerificationKey.Kind kind) {
        return switch (kind) {
            case HUB_URL ->
                "write the URL without it; what a login in front takes goes under `verify.access`, by the names of files";
            case BUILD_SPEC -> "write it without; the BinderHub itself holds what private repositories ask for";
            case TOKEN_FILE -> "write the name of the file that holds the token, without a URL";
            case PASSWORD_FILE -> "write the name of the file that holds the password, without a URL";
            case AUTHORITIES_FILE -> "write the name of the file that holds the certificates, without a URL";
            case NODE_GROUP,
                    OF_USER,
                    OPTIONS,
                    CERTIFICATES,
                    SERVICE,
                    ADDRESS,
                    RESOLVER,
                    USERNAME,
                    HEADER_FILES,
                    SCALE_DOWN_TIME,
                    TIME -> "write it without";
        };
    }
}
