package org.scorekeeper.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;

/**
 * How log lines look and which are said: on standard error, as text or, with {@code --log json}, as one record a line. In
 * Java, because a start reads no XML for it. A configuration that somebody names ({@code -Dlogback.configurationFile}) or
 * that tests have is taken instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogLines extends ContextAwareBase implements Configurator {
    /** The system property that chooses the form: {@code text} or {@code json}. */
    public static final String FORM = "scorekeeper.log";

    /** What fails in them is said by the run in its own words; some would print whole stack traces for a vendor's bad file. */
    private static final List<String> SILENT =
            List.of("org.apache.poi", "org.apache.xmlbeans", "org.springframework", "com.zaxxer.hikari", "io.zonky");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean another = System.getProperty("logback.configurationFile") != null
                || (System.getProperty(FORM) == null && LogLines.class.getResource("/logback-test.xml") != null);
        if (another) {
            return ExecutionStatus.NEUTRAL;
        }
        configure(context, isJson());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Whether lines are records for machines. */
    public static boolean isJson() {
        return "json".equals(System.getProperty(FORM));
    }

    /**
     * Gives a context this configuration.
     *
     * @param context one that was just made or reset
     * @param json whether each line is a record
     */
    public static void configure(LoggerContext context, boolean json) {
        context.getStatusManager().add(new NopStatusListener());
        Encoder<ILoggingEvent> encoder = json ? records(context) : text(context);
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        encoder.start();
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.ERROR); // libraries say only what needs a person
        root.addAppender(console);
        SILENT.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        context.getLogger("org.scorekeeper").setLevel(Level.INFO);
        if (!json) {
            context.getLogger("org.scorekeeper.machines").setLevel(Level.OFF); // people read it on standard output
        }
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss} %msg%n%nopex");
        return encoder;
    }

    private static Encoder<ILoggingEvent> records(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        return encoder;
    }
}
