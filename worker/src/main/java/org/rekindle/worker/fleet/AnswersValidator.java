// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rekindle.workflows.teardown.ApprovalCheck;

/** Whether people can give the answers that a cluster's policy asks for; made anew for each, because it collects its faults. */
final class AnswersValidator {

    private static final String ANSWERS = "/policy/approval/answers";
    private static final String REQUESTER = "/policy/approval/requester";
    private static final String OPERATORS = "/policy/approval/operators";

    private final YamlTree tree;
    private final LayeredKeys keys;
    private final Set<String> signers;
    private final List<ConfigFault> faults = new ArrayList<>();

    /** @param signers who has an SSH key: passkeys and logins sign approvals alone */
    AnswersValidator(YamlTree tree, Set<String> signers) {
        this.tree = tree;
        this.signers = signers;
        this.keys = new LayeredKeys(tree);
    }

    /** Faults of one cluster's policy, defaults included. */
    List<ConfigFault> faults(String cluster) {
        boolean signed = needsKeys(cluster, ANSWERS, "answers");
        needsKeys(cluster, REQUESTER, "requests");
        List<String> operators = YamlTree.texts(keys.at(cluster, OPERATORS));
        for (int i = 0; i < operators.size(); i++) {
            checkOperator(cluster, keys.where(cluster, OPERATORS) + "/" + i, operators.get(i), signed);
        }
        return List.copyOf(faults);
    }

    /** Whether a key of the policy says that people sign, which they cannot where no one has an SSH key. */
    private boolean needsKeys(String cluster, String key, String what) {
        boolean signed = keys.at(cluster, key).asString("").equals("signed");
        if (signed && signers.isEmpty()) {
            faults.add(tree.fault(
                    keys.where(cluster, key),
                    "asks for signed " + what + " about cluster " + cluster + ", and this file has no SSH keys",
                    "list the keys of people under people:, or write `named`"));
        }
        return signed;
    }

    private void checkOperator(String cluster, String pointer, String name, boolean signed) {
        if (ApprovalCheck.isPolicy(name)) {
            faults.add(tree.fault(
                    pointer,
                    "is `policy`, by which this file itself approves, so no person can answer under it",
                    "name a human"));
        } else if (signed && !signers.isEmpty() && !signers.contains(name)) {
            faults.add(tree.fault(
                    pointer,
                    "`" + name + "` has no SSH key, and answers about cluster " + cluster + " must be signed",
                    "list a public key of this person under people:, or take the name out"));
        }
    }
}
