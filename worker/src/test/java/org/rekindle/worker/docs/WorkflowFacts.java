// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import io.temporal.common.metadata.WorkflowMethodType;
import io.temporal.workflow.WorkflowInterface;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.workflows.SearchAttributes;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.Deadlines;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.PreApproval;
import org.rekindle.workflows.model.SurveyTarget;
import org.rekindle.workflows.model.Verification;
import org.rekindle.workflows.report.DetailsPage;

/**
 * What the compiled code says about a workflow: what can be sent to it, and all that its methods reach by calls, read from
 * the byte code. A call through an activity's or a child workflow's interface leads nowhere, as it does in life.
 */
final class WorkflowFacts {

    private static final String ROOT = "org.rekindle.workflows";
    private static final JavaClasses CLASSES = imported();

    /** What a survey is told of a policy, by the policy's keys. */
    private static final Map<String, String> SURVEY_KEYS =
            Map.of("renewBefore", "renewBefore", "answer", "deadlines.answer");

    /** Components of the policy's records whose key in the fleet file is called otherwise, or stands deeper. */
    private static final Map<String, String> KEYS = Map.of(
            "preApproved", "approval.teardown",
            "hubUrl", "hub",
            "binderUrl", "binder",
            "buildSpec", "build",
            "scaleUpGroup", "scaleUp");

    private final JavaClass type;
    private final POJOWorkflowInterfaceMetadata metadata;
    private final Set<JavaCodeUnit> reached;

    private WorkflowFacts(JavaClass type) {
        this.type = type;
        this.metadata = POJOWorkflowInterfaceMetadata.newInstance(type.reflect());
        this.reached = reachedFrom(type);
    }

    /** All workflows there are. */
    static List<WorkflowFacts> all() {
        return CLASSES.stream()
                .filter(each -> each.isInterface() && each.isAnnotatedWith(WorkflowInterface.class))
                .sorted((one, other) -> one.getSimpleName().compareTo(other.getSimpleName()))
                .map(WorkflowFacts::new)
                .toList();
    }

    /** The workflow's type, such as {@code RecoverCluster}. */
    String name() {
        return type.getSimpleName();
    }

    /** Such as {@code recover-cluster}. */
    String kebabName() {
        return name().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Names of signals, updates and queries. */
    Set<String> handlers() {
        return methods(EnumSet.of(WorkflowMethodType.SIGNAL, WorkflowMethodType.UPDATE, WorkflowMethodType.QUERY))
                .map(POJOWorkflowMethodMetadata::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The records that are sent to it as JSON: by the start form, signals and updates. */
    List<Class<?>> inputs() {
        return methods(EnumSet.of(WorkflowMethodType.WORKFLOW, WorkflowMethodType.SIGNAL, WorkflowMethodType.UPDATE))
                .flatMap(method -> Arrays.stream(method.getWorkflowMethod().getParameterTypes()))
                .<Class<?>>map(parameter -> parameter)
                .toList();
    }

    private Stream<POJOWorkflowMethodMetadata> methods(Set<WorkflowMethodType> types) {
        return metadata.getMethodsMetadata().stream().filter(method -> types.contains(method.getType()));
    }

    /** The phases that its code enters. */
    Set<String> phases() {
        return constantsRead(Phase.class);
    }

    /** The search attributes that its code sets, by the names that Temporal knows. */
    Set<String> searchAttributes() {
        return constantsRead(SearchAttributes.class).stream()
                .filter(constant -> !constant.equals("ALL"))
                .map(WorkflowFacts::searchAttribute)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys of the fleet file's {@code policy:} that its code looks at, such as {@code deadlines.create}. */
    Set<String> policyKeys() {
        Set<String> keys = new TreeSet<>();
        keys.addAll(keysRead(Policy.class, component -> !isGroup(component), ""));
        keys.addAll(keysRead(Deadlines.class, component -> true, "deadlines."));
        keys.addAll(keysRead(ApprovalPolicy.class, component -> !isGroup(component), "approval."));
        keys.addAll(keysRead(PreApproval.class, component -> true, "approval.within."));
        keysRead(SurveyTarget.class, component -> SURVEY_KEYS.containsKey(component.getName()), "")
                .forEach(component -> keys.add(SURVEY_KEYS.getOrDefault(component, component)));
        return keys;
    }

    /** The keys of the fleet file's {@code verify:} that its code looks at. */
    Set<String> verifyKeys() {
        return keysRead(Verification.class, component -> true, "");
    }

    /** All keys of {@code policy:}, as the records have them. */
    static Set<String> allPolicyKeys() {
        Set<String> keys = new TreeSet<>();
        keys.addAll(keys(Policy.class, component -> !isGroup(component), ""));
        keys.addAll(keys(Deadlines.class, component -> true, "deadlines."));
        keys.addAll(keys(ApprovalPolicy.class, component -> !isGroup(component), "approval."));
        keys.addAll(keys(PreApproval.class, component -> true, "approval.within."));
        return keys;
    }

    /** All keys of {@code verify:}, as the record has them. */
    static Set<String> allVerifyKeys() {
        return keys(Verification.class, component -> true, "");
    }

    private static boolean isGroup(RecordComponent component) {
        return List.of(Deadlines.class, ApprovalPolicy.class, PreApproval.class).contains(component.getType());
    }

    private Set<String> keysRead(Class<?> holder, Predicate<RecordComponent> wanted, String prefix) {
        Set<String> called = reached.stream()
                .filter(unit -> unit.getOwner().isEquivalentTo(holder))
                .map(JavaCodeUnit::getName)
                .collect(Collectors.toSet());
        return keys(holder, wanted.and(component -> called.contains(component.getName())), prefix);
    }

    private static Set<String> keys(Class<?> holder, Predicate<RecordComponent> wanted, String prefix) {
        return Arrays.stream(holder.getRecordComponents())
                .filter(wanted)
                .map(component -> KEYS.getOrDefault(component.getName(), prefix + component.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the pages for people look at is not what the code does. */
    private Set<String> constantsRead(Class<?> owner) {
        return reached.stream()
                .filter(unit -> !unit.getOwner().getPackageName().equals(DetailsPage.class.getPackageName()))
                .flatMap(unit -> unit.getFieldAccesses().stream())
                .map(JavaFieldAccess::getTarget)
                .filter(field -> field.getOwner().isEquivalentTo(owner))
                .map(AccessTarget::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String searchAttribute(String constant) {
        try {
            return ((SearchAttributeKey<?>)
                            SearchAttributes.class.getField(constant).get(null))
                    .getName();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SearchAttributes has no public constant " + constant, e);
        }
    }

    /** Without the libraries' classes: nothing is followed into them. */
    private static JavaClasses imported() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPackages(ROOT);
        });
    }

    private static Set<JavaCodeUnit> reachedFrom(JavaClass type) {
        Deque<JavaCodeUnit> open = new ArrayDeque<>();
        CLASSES.stream()
                .filter(each -> !each.isInterface() && each.isAssignableTo(type.reflect()))
                .forEach(implementation -> open.addAll(implementation.getCodeUnits()));
        Set<JavaCodeUnit> reached = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (reached.add(unit)) {
                Stream.<Collection<? extends JavaAccess<?>>>of(
                                unit.getCallsFromSelf(),
                                unit.getMethodReferencesFromSelf(),
                                unit.getConstructorReferencesFromSelf())
                        .flatMap(Collection::stream)
                        .map(call -> ((AccessTarget.CodeUnitAccessTarget) call.getTarget()).resolveMember())
                        .flatMap(member -> member.map(JavaCodeUnit.class::cast).stream())
                        .filter(target -> target.getOwner().getPackageName().startsWith(ROOT))
                        .forEach(open::add);
                if (unit.getOwner().getPackageName().startsWith(ROOT + ".decide")) {
                    unit.getOwner().getStaticInitializer().ifPresent(open::add);
                }
                // A decision is asked through its interface, so whatever is made of such a class is asked.
                unit.getConstructorCallsFromSelf().stream()
                        .map(call -> call.getTargetOwner())
                        .filter(owner -> owner.getPackageName().startsWith(ROOT + ".decide")
                                && !owner.getRawInterfaces().isEmpty())
                        .forEach(owner -> open.addAll(owner.getCodeUnits()));
            }
        }
        return reached;
    }
}
