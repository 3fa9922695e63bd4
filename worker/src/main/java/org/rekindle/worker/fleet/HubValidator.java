// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.secrets.SecretFile;
import org.rekindle.workflows.verify.VerificationChecks;
import org.rekindle.workflows.verify.VerificationKey;

/** Whether the proofs can be made that the keys of one hub ask for. */
final class HubValidator {

    private final YamlTree tree;
    private final PathResolver places;
    private final HubKeys hub;
    private final AccessValidator access;

    HubValidator(YamlTree tree, PathResolver places, HubKeys hub) {
        this.tree = tree;
        this.places = places;
        this.hub = hub;
        this.access = new AccessValidator(tree, places, hub);
    }

    List<ConfigFault> faults() {
        List<ConfigFault> faults = new ArrayList<>();
        for (VerificationKey key : VerificationChecks.keys()) {
            String where = key.isOfEachHub() ? hub.where(key.name()) : "";
            if (!where.isEmpty()) {
                faults.addAll(faults(key.kind(), where));
            }
        }
        return List.copyOf(faults);
    }

    private List<ConfigFault> faults(VerificationKey.Kind kind, String where) {
        return switch (kind) {
            case BUILD_SPEC -> needs("binder", where, "needs a BinderHub to build with");
            case TOKEN_FILE -> tokenFile(where);
            case OF_USER -> needs("userServer.tokenFile", where, "has no effect without a token");
            case OPTIONS -> options(where);
            case USERNAME, PASSWORD_FILE, HEADER_FILES -> access.faults(kind, where);
            default -> List.of();
        };
    }

    private List<ConfigFault> needs(String other, String where, String problem) {
        if (hub.has(other)) {
            return List.of();
        }
        return List.of(tree.fault(where, problem, hub.add(other)));
    }

    private List<ConfigFault> options(String where) {
        List<ConfigFault> faults =
                new ArrayList<>(needs("userServer.tokenFile", where, "has no effect without a token"));
        String profile = YamlTree.below(where, "profile");
        if (hub.has("userServer.profile") && !tree.at(profile).isMissingNode()) {
            faults.add(tree.fault(profile, "says what `userServer.profile` says too", "keep one of them"));
        }
        return List.copyOf(faults);
    }

    private List<ConfigFault> tokenFile(String where) {
        List<ConfigFault> faults = new ArrayList<>(needs("hub", where, "needs a JupyterHub that takes the token"));
        String name = tree.text(where);
        if (name == null) {
            return List.copyOf(faults);
        }
        try {
            SecretFile.readToken(places.resolve(name));
        } catch (SecretFile.Unusable unusable) {
            faults.add(tree.fault(where, unusable.problem(), unusable.cure()));
        }
        return List.copyOf(faults);
    }
}
