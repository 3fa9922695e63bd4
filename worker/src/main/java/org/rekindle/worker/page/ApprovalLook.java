// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.ApprovalRule;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.SignatureCheck;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.activities.approval.passkey.Passkey;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.teardown.ApprovalCheck;

/** Looks at what a run asks to be approved, and at who may approve it here: with a passkey or by a login. */
public final class ApprovalLook {

    private final Recoveries recoveries;
    private final ApprovalRules rules;
    private final @Nullable PasskeySite site;
    private final Clock clock;

    /**
     * A look by the fleet file of that moment.
     *
     * @param site of the fleet file; null where it has none
     */
    public ApprovalLook(Recoveries recoveries, ApprovalRules rules, @Nullable PasskeySite site, Clock clock) {
        this.recoveries = recoveries;
        this.rules = rules;
        this.site = site;
        this.clock = clock;
    }

    /** What the page shows of a cluster. Without {@code ask}, nothing can be approved, and {@code trouble} says why. */
    Map<String, @Nullable Object> at(String cluster) {
        Map<String, @Nullable Object> scope = new HashMap<>();
        scope.put("cluster", cluster);
        try {
            ApprovalQuestion question = ApprovalQuestion.of(cluster, recoveries.view(cluster));
            show(question.view(), question.plan(), scope);
            ask(question, scope);
        } catch (NothingToApprove | RunFailure trouble) {
            scope.put("trouble", trouble.getMessage());
        } catch (ApplicationFailure faulty) {
            scope.put("trouble", faulty.getOriginalMessage());
        }
        return scope;
    }

    /**
     * Why a signature approves nothing, in a sentence; null when it does. What does not hold must not reach the run, which takes a
     * limited number of answers.
     */
    @Nullable
    String objection(String cluster, Approve approve) {
        if (approve.at() == null || approve.signature() == null) {
            return "The approval is not signed. Load the page again.";
        }
        try {
            ApprovalQuestion question =
                    ApprovalQuestion.of(cluster, recoveries.view(cluster)).about(approve.planSha256());
            return new SignatureCheck(rules.of(cluster).signers())
                    .check(question.text(approve.by(), approve.at()), approve.signature(), clock.instant())
                    .objection();
        } catch (NothingToApprove nothing) {
            return nothing.getMessage();
        } catch (ApplicationFailure faulty) {
            return faulty.getOriginalMessage();
        }
    }

    private static void show(RecoveryView view, SealedPlan plan, Map<String, @Nullable Object> scope) {
        scope.put("plan", plan.sha256().value());
        scope.put("madeAt", plan.plan().madeAt().truncatedTo(ChronoUnit.SECONDS));
        scope.put("diagnosis", Sentences.of(plan.plan().diagnosis()));
        scope.put("remedy", Text.constant(plan.plan().remedy().name()));
        scope.put("waitsFor", view.waitingFor());
        scope.put("destroys", plan.plan().destroys());
        List<String> dataAtRisk = plan.plan().dataAtRisk().stream()
                .map(each -> each.name() + " (" + each.type() + " " + each.id() + ")")
                .toList();
        scope.put("atRisk", !dataAtRisk.isEmpty());
        scope.put("dataAtRisk", dataAtRisk);
    }

    private void ask(ApprovalQuestion question, Map<String, @Nullable Object> scope) {
        ApprovalRule rule = rules.of(question.view().cluster());
        Map<String, List<Passkey>> passkeys =
                rule.signers().passkeys().stream().collect(Collectors.groupingBy(Passkey::person));
        OidcSigners oidc = rule.signers().oidc();
        Collection<String> logins = oidc == null ? List.of() : oidc.people().values();
        Set<String> people = new TreeSet<>(passkeys.keySet());
        people.addAll(logins);
        people.removeIf(each -> !ApprovalCheck.mayApprove(each, rule.policy()));
        if (site == null || people.isEmpty()) {
            scope.put(
                    "trouble",
                    site == null
                            ? "The fleet file has no page.address, so nothing can be approved here."
                            : "No one who may approve has a passkey or a subject in the fleet file.");
            return;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        scope.put("ask", true);
        scope.put("passkeys", people.stream().anyMatch(passkeys::containsKey));
        scope.put("logins", people.stream().anyMatch(logins::contains));
        scope.put("domain", site.domain());
        scope.put("at", at);
        scope.put(
                "people",
                people.stream()
                        .map(name -> person(
                                passkeys.getOrDefault(name, List.of()), logins.contains(name), question.text(name, at)))
                        .toList());
    }

    private static Map<String, Object> person(List<Passkey> passkeys, boolean login, ApprovalText text) {
        return Map.of(
                "name", text.by(),
                "passkeyIds", passkeys.stream().map(Passkey::id).collect(Collectors.joining(" ")),
                "login", login,
                "text", text.toString());
    }
}
