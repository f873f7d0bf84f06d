package com.example.shop.jobs;

import com.example.shop.forecast.ForecastTrainer;
import com.example.shop.mail.Mailer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
public class RetrainJob {
    private final ForecastTrainer trainer;
    private final Mailer mailer;

    public RetrainJob(ForecastTrainer trainer, Mailer mailer) {
        this.trainer = trainer;
        this.mailer = mailer;
    }

    @Scheduled(cron = "0 30 2 * * *") // wattlint-expect: training-not-carbon-aware
    public void retrainForecast() {
        trainer.fit(90);
    }

    @Scheduled(cron = "0 0 7 * * MON-FRI") // wattlint-ok: training-not-carbon-aware
    public void sendDigest() {
        mailer.digest();
    }

    @Scheduled(fixedRate = 60000) // wattlint-ok: training-not-carbon-aware
    public void heartbeat() {
        mailer.ping();
    }
}
