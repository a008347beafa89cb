package org.scorekeeper.deliver.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.deliver.Carrier;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.deliver.Outbox;
import org.scorekeeper.deliver.Secret;
import org.scorekeeper.deliver.UndeliveredException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands messages to a mail server. Where TLS is asked for, nothing passes without it, and the server's name is checked. */
public final class SmtpCarrier implements Carrier {
    private static final String SECONDS_TO_CONNECT = "10000";
    private static final String SECONDS_TO_ANSWER = "30000";

    private final MailSettings.Server server;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final Optional<String> wrong;

    /** For a server. */
    public SmtpCarrier(MailSettings.Server server) {
        this.server = server;
        this.wrong = settings();
    }

    private Optional<String> settings() {
        sender.setHost(server.host());
        sender.setPort(server.port());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", SECONDS_TO_CONNECT);
        properties.setProperty("mail.smtp.timeout", SECONDS_TO_ANSWER);
        properties.setProperty("mail.smtp.writetimeout", SECONDS_TO_ANSWER);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (server.tls()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
        }
        if (server.login().isPresent()) {
            MailSettings.Login login = server.login().get();
            Optional<Secret> password = login.password();
            if (password.isEmpty()) {
                return Optional.of("there is no password for " + login.user()
                        + ". Set SCOREKEEPER_MAIL_PASSWORD, or write password-file under mail");
            }
            properties.setProperty("mail.smtp.auth", "true");
            sender.setUsername(login.user());
            sender.setPassword(password.get().reveal());
        }
        if (server.certificate().isPresent()) {
            try {
                properties.put(
                        "mail.smtp.ssl.socketFactory",
                        TrustedToo.socketFactory(server.certificate().get()));
            } catch (IllegalArgumentException unreadable) {
                return Optional.ofNullable(unreadable.getMessage());
            }
        }
        sender.setJavaMailProperties(properties);
        return Optional.empty();
    }

    @Override
    public Optional<String> obstacle() {
        if (wrong.isPresent()) {
            return wrong;
        }
        try {
            sender.testConnection();
            return Optional.empty();
        } catch (MessagingException down) {
            return Optional.of(words(down));
        }
    }

    @Override
    public void carry(Outbox.Taken message) throws UndeliveredException {
        try {
            sender.send(sender.createMimeMessage(new ByteArrayInputStream(message.content())));
        } catch (MailException refused) {
            throw new UndeliveredException(words(refused), refused);
        }
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    /** What a person can do something about; the server's own words where it has some, which hold no password. */
    private String words(Throwable failure) {
        String where = "the mail server " + server.host() + ":" + server.port();
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            last = cause;
            if (cause instanceof AuthenticationFailedException) {
                return where + " does not take the user and password";
            }
            if (cause instanceof UnknownHostException) {
                return where + " is not known by that name";
            }
            if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
                return where + " does not answer (" + firstLine(cause) + ")";
            }
            if (cause instanceof SSLException) {
                return where + " cannot be trusted (" + firstLine(cause)
                        + "). Name its certificate, or that of its authority, under mail.certificate";
            }
        }
        return where + " said: " + firstLine(last);
    }

    private static @Nullable Throwable next(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause == null && failure instanceof MessagingException chained) {
            cause = chained.getNextException();
        }
        if (cause == null && failure instanceof org.springframework.mail.MailSendException many) {
            Exception[] each = many.getMessageExceptions();
            cause = each == null || each.length == 0 ? null : each[0];
        }
        return cause;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .trim();
    }
}
