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
import com.tngtech.archunit.core.importer.ImportOption;
import io.temporal.activity.ActivityInterface;
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
import org.rekindle.workflows.api.SearchAttributes;
import org.rekindle.workflows.model.fleet.SurveyTarget;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.PreApproval;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.report.DetailsPage;
import org.rekindle.workflows.verify.VerificationChecks;
import org.rekindle.workflows.verify.VerificationKey;

/**
 * What the compiled code says about a workflow: what can be sent to it, and all that its methods reach by calls, read from
 * the byte code. A call through an activity's or a child workflow's interface leads nowhere, as it does in life.
 */
final class WorkflowFacts {

    private static final String ROOT = "org.rekindle.workflows";

    /** What the activities are made of; the lab's simulations are no part of it. */
    private static final List<String> PRODUCT = List.of(ROOT, "org.rekindle.activities", "org.rekindle.worker");

    /** ArchUnit's own option knows {@code target/test-classes} alone, and a build may have a folder of its own. */
    private static final ImportOption WITHOUT_TESTS = location -> !location.contains("/test-classes/");

    private static final JavaClasses CLASSES = imported();

    /** What a survey is told of a policy, by the policy's keys. */
    private static final Map<String, String> SURVEY_KEYS =
            Map.of("renewBefore", "renewBefore", "request", "deadlines.request");

    /** Components of the policy's records whose key in the fleet file is called otherwise, or stands deeper. */
    private static final Map<String, String> KEYS = Map.of(
            "preApproved", "approval.teardown",
            "request", "deadlines.request",
            "maxPerDay", "approval.within.maxPerDay",
            "signedAnswers", "approval.answers",
            "signedRequest", "approval.requester");

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
        Set<String> called = called(Verification.class);
        return Arrays.stream(Verification.class.getRecordComponents())
                .filter(component -> called.contains(component.getName()))
                .filter(component -> component.getType().equals(String.class))
                .map(WorkflowFacts::verifyKey)
                .collect(Collectors.toCollection(TreeSet::new));
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
        return Arrays.stream(Verification.class.getRecordComponents())
                .filter(component -> component.getType().equals(String.class))
                .map(WorkflowFacts::verifyKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The key that the checks give to a component of the record: the one by which it reads the component's value. */
    private static String verifyKey(RecordComponent component) {
        Verification marked = Verification.of(key -> key);
        try {
            Object value = component.getAccessor().invoke(marked);
            return VerificationChecks.keys().stream()
                    .filter(key -> String.valueOf(key.value().apply(marked)).equals(value))
                    .map(VerificationKey::name)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No check reads verification." + component.getName()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Verification." + component.getName() + " cannot be read", e);
        }
    }

    private Set<String> called(Class<?> holder) {
        return reached.stream()
                .filter(unit -> unit.getOwner().isEquivalentTo(holder))
                .map(JavaCodeUnit::getName)
                .collect(Collectors.toSet());
    }

    /** Whether it is no key itself: a group of keys, or what follows from {@code people:} of the whole file. */
    private static boolean isGroup(RecordComponent component) {
        return component.getName().equals("signed")
                || List.of(Deadlines.class, ApprovalPolicy.class, PreApproval.class)
                        .contains(component.getType());
    }

    private Set<String> keysRead(Class<?> holder, Predicate<RecordComponent> wanted, String prefix) {
        Set<String> called = called(holder);
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

    /** Whether it asks anything of the world by itself. */
    boolean callsActivities() {
        return activities().findAny().isPresent();
    }

    /**
     * The failure codes that can come up in it: those with which the activities that it calls can fail. A workflow that calls
     * none is asked by activities of others, and their codes are the ones that an operator sees.
     */
    Set<String> failureCodes() {
        Set<JavaCodeUnit> begin = callsActivities() ? activities().collect(Collectors.toSet()) : askedBy();
        return reachedInProduct(begin).stream()
                .flatMap(unit -> unit.getFieldAccesses().stream())
                .map(JavaFieldAccess::getTarget)
                .filter(field -> field.getOwner().isEquivalentTo(FailureCode.class) && isFailureCode(field.getName()))
                .map(AccessTarget::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a failure code has this name. */
    static boolean isFailureCode(String name) {
        return Stream.of(FailureCode.values()).anyMatch(code -> code.name().equals(name));
    }

    private Stream<JavaCodeUnit> activities() {
        return reached.stream().filter(unit -> unit.getOwner().isAnnotatedWith(ActivityInterface.class));
    }

    /** The activities that send something to this workflow. */
    private Set<JavaCodeUnit> askedBy() {
        return CLASSES.stream()
                .filter(each -> each.isInterface() && each.isAnnotatedWith(ActivityInterface.class))
                .flatMap(each -> each.getMethods().stream())
                .filter(activity -> reachedInProduct(Set.of(activity)).stream()
                        .flatMap(WorkflowFacts::called)
                        .anyMatch(target -> target.getOwner().equals(type)))
                .collect(Collectors.toSet());
    }

    /** What code of the product the given units lead to, through the activities' interfaces to their implementations. */
    private static Set<JavaCodeUnit> reachedInProduct(Set<JavaCodeUnit> begin) {
        Set<JavaCodeUnit> units = new LinkedHashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(begin);
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (units.add(unit)) {
                implementations(unit).forEach(open::add);
                called(unit).filter(target -> !isDurable(target.getOwner())).forEach(open::add);
            }
        }
        return units;
    }

    private static boolean isDurable(JavaClass owner) {
        return owner.isAnnotatedWith(WorkflowInterface.class) || owner.isAnnotatedWith(ActivityInterface.class);
    }

    private static Stream<JavaCodeUnit> implementations(JavaCodeUnit declared) {
        if (!declared.getOwner().isInterface()) {
            return Stream.of();
        }
        return CLASSES.stream()
                .filter(each -> !each.isInterface()
                        && each.isAssignableTo(declared.getOwner().getName()))
                .flatMap(each -> each.getCodeUnits().stream())
                .filter(unit -> unit.getName().equals(declared.getName())
                        && unit.getRawParameterTypes().size()
                                == declared.getRawParameterTypes().size());
    }

    private static Stream<JavaCodeUnit> called(JavaCodeUnit unit) {
        return Stream.<Collection<? extends JavaAccess<?>>>of(
                        unit.getCallsFromSelf(),
                        unit.getMethodReferencesFromSelf(),
                        unit.getConstructorReferencesFromSelf())
                .flatMap(Collection::stream)
                .map(call -> ((AccessTarget.CodeUnitAccessTarget) call.getTarget()).resolveMember())
                .flatMap(member -> member.map(JavaCodeUnit.class::cast).stream())
                .filter(target -> PRODUCT.stream().anyMatch(target.getOwner().getPackageName()::startsWith));
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
            return new ClassFileImporter().withImportOption(WITHOUT_TESTS).importPackages(PRODUCT);
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
                called(unit)
                        .filter(target -> target.getOwner().getPackageName().startsWith(ROOT))
                        .forEach(open::add);
                if (unit.getOwner().getPackageName().startsWith(ROOT + ".decide")) {
                    unit.getOwner().getStaticInitializer().ifPresent(open::add);
                }
                // A decision or a check is asked through its interface, so whatever is made of such a class is asked.
                unit.getConstructorCallsFromSelf().stream()
                        .map(call -> call.getTargetOwner())
                        .filter(owner -> isAskedThroughItsInterface(owner))
                        .forEach(owner -> open.addAll(owner.getCodeUnits()));
            }
        }
        return reached;
    }

    private static boolean isAskedThroughItsInterface(JavaClass type) {
        return Stream.of(".decide", ".verify")
                        .anyMatch(each -> type.getPackageName().startsWith(ROOT + each))
                && !type.getRawInterfaces().isEmpty();
    }
}
