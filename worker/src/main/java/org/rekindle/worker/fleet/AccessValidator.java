// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.secrets.SecretFile;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.verify.VerificationKey;

/** Whether a login in front of the hubs can be passed by what {@code verify.access} names. */
final class AccessValidator {

    private static final String USERNAME = "access.username";
    private static final String PASSWORD_FILE = "access.passwordFile";
    private static final List<String> HUBS = List.of("hub", "binder");

    /** Set by every request, or by Java's HTTP client alone. */
    private static final Set<String> TAKEN = Set.of(
            "accept", "connection", "content-length", "content-type", "expect", "host", "transfer-encoding", "upgrade");

    private final YamlTree tree;
    private final PathResolver places;
    private final HubKeys hub;

    AccessValidator(YamlTree tree, PathResolver places, HubKeys hub) {
        this.tree = tree;
        this.places = places;
        this.hub = hub;
    }

    /**
     * Faults of one key of the login.
     *
     * @param where the key by which it holds for the hub
     */
    List<ConfigFault> faults(VerificationKey.Kind kind, String where) {
        List<ConfigFault> faults = new ArrayList<>();
        switch (kind) {
            case USERNAME -> {
                partner(where, PASSWORD_FILE, "a password", faults);
                meetsToken(where, faults);
                hubs(where, faults);
            }
            case PASSWORD_FILE -> {
                partner(where, USERNAME, "a user", faults);
                file(where, tree.text(where), faults);
            }
            default -> {
                headers(where, faults);
                hubs(where, faults);
            }
        }
        return List.copyOf(faults);
    }

    private void partner(String where, String other, String what, List<ConfigFault> faults) {
        if (!hub.has(other)) {
            faults.add(tree.fault(where, "is of no use without " + what, hub.add(other)));
        }
    }

    private void file(String where, @Nullable String name, List<ConfigFault> faults) {
        if (name == null) {
            return;
        }
        try {
            SecretFile.read(places.resolve(name));
        } catch (SecretFile.Unusable unusable) {
            faults.add(tree.fault(where, unusable.problem(), unusable.cure()));
        }
    }

    private void headers(String where, List<ConfigFault> faults) {
        Set<String> seen = new HashSet<>();
        for (String name : tree.keys(where)) {
            String at = YamlTree.below(where, name);
            String small = name.toLowerCase(Locale.ROOT);
            if (!seen.add(small)) {
                faults.add(tree.fault(at, "is there twice: capital letters make no other header", "keep one of them"));
            }
            if (TAKEN.contains(small) || small.startsWith("sec-websocket-")) {
                faults.add(tree.fault(
                        at, "is a header that no login takes", "name the header that the login's own pages name"));
            } else if (Verification.isAuthorization(name) && hub.has(USERNAME)) {
                faults.add(tree.fault(at, "is the header of `verify.access.username` too", "keep one of them"));
            } else if (Verification.isAuthorization(name)) {
                meetsToken(at, faults);
            }
            file(at, tree.text(at), faults);
        }
    }

    /** JupyterHub's REST API takes a token in the header {@code Authorization} alone, and a request has one such header. */
    private void meetsToken(String where, List<ConfigFault> faults) {
        if (hub.has("userServer.tokenFile")) {
            faults.add(tree.fault(
                    where,
                    "takes the header Authorization, in which JupyterHub takes the token of `verify.userServer`",
                    "have the login take another header and name it under `verify.access.headerFiles`, or remove"
                            + " `verify.userServer`: a launch by `verify.build` runs a cell too"));
        }
    }

    /** What passes a login goes over TLS, or to this machine. */
    private void hubs(String where, List<ConfigFault> faults) {
        List<String> named =
                HUBS.stream().map(hub::where).filter(url -> !url.isEmpty()).toList();
        if (named.isEmpty()) {
            faults.add(tree.fault(where, "stands in front of no hub", hub.add("hub")));
        }
        for (String each : named) {
            String url = tree.text(each);
            if (url != null && !UrlValidator.isSafe(url)) {
                faults.add(tree.fault(
                        where,
                        "would go to " + url + " without TLS, where everybody on the way can read it",
                        "write that URL with https://, or remove `verify.access`"));
            }
        }
    }
}
