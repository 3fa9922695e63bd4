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
    private static final String APPROVERS = "/policy/approval/approvers";
    private static final String OPERATORS = "/policy/approval/operators";

    private final YamlTree tree;
    private final LayeredKeys keys;
    private final Set<String> approvers;
    private final Set<String> signers;
    private final List<ConfigFault> faults = new ArrayList<>();

    /**
     * By the people whom the file lists.
     *
     * @param approvers who can sign an approval, in whatever way
     * @param signers who of them has an SSH key: passkeys and logins sign approvals alone
     */
    AnswersValidator(YamlTree tree, Set<String> approvers, Set<String> signers) {
        this.tree = tree;
        this.approvers = approvers;
        this.signers = signers;
        this.keys = new LayeredKeys(tree);
    }

    /** Faults of one cluster's policy, defaults included. */
    List<ConfigFault> faults(String cluster) {
        boolean signed = needsKeys(cluster, ANSWERS, "answers");
        if (needsKeys(cluster, REQUESTER, "requests") && !signers.isEmpty()) {
            checkRequester(cluster);
        }
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

    /** An approval more than are needed, or a requester who is none of those who approve: with neither, no run is ever approved. */
    private void checkRequester(String cluster) {
        int needed = keys.at(cluster, "/policy/approval/needed").asInt(1);
        Set<String> named = Set.copyOf(YamlTree.texts(keys.at(cluster, APPROVERS)));
        Set<String> mayApprove = named.isEmpty() ? approvers : named;
        boolean enough = signers.stream()
                .filter(each -> mayOperate(cluster, each))
                .anyMatch(each -> mayApprove.size() - (mayApprove.contains(each) ? 1 : 0) >= needed);
        if (mayApprove.size() == needed && !enough && !PolicyValidator.asksNoOne(keys, cluster)) {
            faults.add(tree.fault(
                    keys.where(cluster, REQUESTER),
                    "can never be met for cluster " + cluster
                            + ": all who could sign for a run must approve it, so that no one is left to sign",
                    "list the SSH key of one more person under people:, or write `named`"));
        }
    }

    /** Who approves, answers too. */
    private boolean mayOperate(String cluster, String person) {
        List<String> operators = YamlTree.texts(keys.at(cluster, OPERATORS));
        return operators.isEmpty()
                || operators.contains(person)
                || YamlTree.texts(keys.at(cluster, APPROVERS)).contains(person);
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
